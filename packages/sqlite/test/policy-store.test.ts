import { positionOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { runChild } from './support/children.ts'
import { failure, openPolicies, raw, success, temporaryFile } from './support/files.ts'
import { policyTimer } from './support/timers.ts'

// Starting Node takes its time on a busy machine.
const PATIENT = { timeout: 240_000 }

const at = (position: string) => ({ position: positionOf(position), set: [], cancel: [] })

describe('policies in a file', () => {
  it('keep checkpoint and timers, each policy its own, over a reopening', async () => {
    const file = temporaryFile()
    const policies = await openPolicies(file)
    const one = success(await policies.claim('one')())
    expect(one).toMatchObject({ epoch: 1, checkpoint: undefined, timers: [] })
    const timers = [policyTimer('a'), policyTimer('b', { key: 'k-2', firing: true })]
    success(await one.commit({ ...at('2'), set: timers })())
    success(await success(await policies.claim('two')()).commit(at('1'))())
    await policies.close()

    const again = await openPolicies(file)
    const claimed = success(await again.claim('one')())
    expect(claimed).toMatchObject({ epoch: 2, checkpoint: '2', timers })
    expect(success(await again.claim('two')())).toMatchObject({ checkpoint: '1', timers: [] })
    const moved = policyTimer('a', { instant: '2027-01-05T02:00:00Z' })
    success(await claimed.commit({ ...at('2'), set: [moved], cancel: timers })())
    expect(success(await again.claim('one')()).timers).toEqual([moved])
  })

  it('never move a checkpoint backwards, and nothing with it', async () => {
    const policies = await openPolicies(temporaryFile())
    const writer = success(await policies.claim('p')())
    success(await writer.commit({ position: undefined, set: [policyTimer('a')], cancel: [] })())
    success(await writer.commit({ ...at('2'), set: [policyTimer('b')] })())
    success(await writer.commit({ ...at('1'), cancel: [policyTimer('a')] })())
    success(await writer.commit({ ...at('1'), position: undefined, cancel: [policyTimer('a')] })())
    expect(success(await policies.claim('p')())).toMatchObject({
      checkpoint: '2',
      timers: [policyTimer('a'), policyTimer('b')],
    })
  })

  it('fence off whoever claimed before, also in another store on the file', async () => {
    const file = temporaryFile()
    const [here, there] = [await openPolicies(file), await openPolicies(file)]
    const early = success(await here.claim('p')())
    success(await here.claim('other')())
    success(await early.commit(at('1'))())
    success(await there.claim('p')())
    expect(failure(await early.commit(at('2'))())).toEqual({
      _tag: 'Fenced',
      policy: 'p',
      epoch: 1,
      current: 2,
    })
    expect(success(await there.claim('p')()).checkpoint).toBe('1')
  })

  it('are all or nothing', async () => {
    const file = temporaryFile()
    const policies = await openPolicies(file)
    const writer = success(await policies.claim('p')())
    raw(file).exec(`CREATE TRIGGER broken BEFORE UPDATE OF checkpoint ON kiemtra_policies
      BEGIN SELECT raise(ABORT, 'no'); END`)
    expect(failure(await writer.commit({ ...at('1'), set: [policyTimer('a')] })())).toMatchObject({
      _tag: 'Unavailable',
    })
    raw(file).exec('DROP TRIGGER broken')
    expect(success(await policies.claim('p')())).toMatchObject({
      checkpoint: undefined,
      timers: [],
    })
  })

  it('say when they are closed, and refuse text that would come back as another', async () => {
    const policies = await openPolicies(temporaryFile())
    const writer = success(await policies.claim('p')())
    await expect(writer.commit({ ...at('1'), set: [policyTimer('a\0b')] })()).rejects.toThrow(
      TypeError,
    )
    await expect(
      writer.commit({ ...at('1'), cancel: [policyTimer('a', { key: '\ud800' })] })(),
    ).rejects.toThrow(TypeError)
    await policies.close()
    expect(failure(await policies.claim('p')())).toMatchObject({ _tag: 'Unavailable' })
    expect(failure(await writer.commit(at('1'))())).toMatchObject({ _tag: 'Unavailable' })
  })
})

describe('a process killed while it commits a policy', () => {
  it('leaves a checkpoint and the timers of one and the same commit', PATIENT, async () => {
    const file = temporaryFile()
    for (let run = 0; run < 3; run++) {
      const child = runChild('tickForEver', [file])
      let acknowledged = ''
      let wanted = 1 + run * 7
      for await (const position of child.lines) {
        acknowledged = position
        if (--wanted === 0) await child.kill()
      }
      const policies = await openPolicies(file)
      const { checkpoint = '', timers } = success(await policies.claim('ticking')())
      expect(checkpoint >= acknowledged).toBe(true)
      expect(timers).toEqual([policyTimer(checkpoint)])
      await policies.close()
    }
  })

  it('is fenced off by who takes over', PATIENT, async () => {
    const file = temporaryFile()
    const child = runChild('tickForEver', [file])
    const policies = await openPolicies(file)
    let last = ''
    for await (const line of child.lines) {
      if (last === '') success(await policies.claim('ticking')())
      last = line
    }
    await child.ended()
    expect(JSON.parse(last)).toMatchObject({ _tag: 'Fenced', policy: 'ticking' })
  })
})
