/** The story of an inspection: answers are understood by their questions, and no refusal is lost. */
import { describe, expect, it } from 'vitest'
import { noStory, noted, type Story } from '../../src/policies/story.ts'

describe('a story', () => {
  it('policy: keeps every refusal, in order', () => {
    const begun: Story<string> = { ...noStory, steps: { 'event-1': 'ask' } }
    const first = { commandType: 'ReserveWindow', rejection: 'NotOpen' }
    const second = { commandType: 'MoveWindow', rejection: 'OutOfOrder' }
    expect(noted(noted(begun, first), second)).toEqual({
      steps: { 'event-1': 'ask' },
      refusals: [first, second],
    })
  })
})
