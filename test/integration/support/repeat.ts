/**
 * A process of its own that sends one command to a SQLite file and prints the answer as JSON.
 */
import { argv, stdout } from 'node:process'
import { Agency } from '@kiemtra/core'
import { commandHandler } from '@kiemtra/runtime'
import { sqliteEventStore } from '@kiemtra/sqlite'
import { isLeft } from 'fp-ts/lib/Either.js'

const [, , file = '', command = ''] = argv
const opened = await sqliteEventStore({ file })()
if (isLeft(opened)) throw new Error(opened.left._tag)
const sent: unknown = JSON.parse(command)
const answer = await commandHandler({ events: opened.right }).untyped(Agency, sent)()
await opened.right.close()
stdout.write(JSON.stringify(answer))
