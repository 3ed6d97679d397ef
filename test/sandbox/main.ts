/**
 * Runs the stand-in world alone: `npm run sandbox -- --port N --log FILE [--auto-consent] [--now ISO]`.
 * It prints how to use it and runs until it is stopped.
 */
import { parseArgs } from 'node:util'
import {
  workMentee,
  workMentor,
  worldMicrosoftClientId,
} from './microsoft/usual-microsoft-people.ts'
import { seedTwoPeople } from './seeds.ts'
import { mentee, mentor, productScopes, worldClientId } from './usual-people.ts'
import { startWorld } from './world.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8099' },
    log: { type: 'string' },
    now: { type: 'string' },
    'auto-consent': { type: 'boolean', default: false },
  },
})
const world = await startWorld({
  port: Number(values.port),
  logFile: values.log ?? process.env.SANDBOX_LOG ?? null,
  startMs: values.now === undefined ? null : Date.parse(values.now),
  isAutoConsent: values['auto-consent'],
})
seedTwoPeople(world)

console.log(`The stand-in world is open on ${world.proxyAddress}. Nothing leaves this machine.

  Chromium   chromium --user-data-dir=PROFILE --proxy-server=${world.proxyAddress} --ignore-certificate-errors \\
               'https://calendar.google.com/__signin?as=${mentee}'
  the other  https://calendar.google.com/__signin?as=${mentor}
  curl       curl -k -x ${world.proxyAddress} https://www.googleapis.com/oauth2/v3/userinfo -H 'Authorization: Bearer TOKEN'
  Node       rootUrl ${world.url} for @googleapis clients
  OAuth      client id ${worldClientId}
  tokens     ${mentee} ${world.tokenFor(mentee, productScopes)}
             ${mentor} ${world.tokenFor(mentor, productScopes)}
  Microsoft  https://login.microsoftonline.com/__signin?as=${workMentee}
             client id ${worldMicrosoftClientId}; Graph at ${world.url}__host/graph.microsoft.com/v1.0/me
             ${workMentee} ${world.microsoftTokenFor(workMentee)}
             ${workMentor} ${world.microsoftTokenFor(workMentor)}
  switches   ${world.url}__host/world.invalid/__world/{clock,faults,log}${values.log === undefined ? '' : `\n  log        ${values.log}`}

Stop it with Ctrl+C.`)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    world.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
