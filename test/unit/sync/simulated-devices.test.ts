import { scenarios } from '../../simulator/scenarios.ts'
import { describeScenarios } from '../../support/describe-scenarios.ts'

describeScenarios(
  'in the simulator, whatever devices and people do',
  scenarios.filter((scenario) => scenario.strain === 'devices'),
)
