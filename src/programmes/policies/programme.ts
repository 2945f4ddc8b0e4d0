/** 中政发〔2024〕16号 二（三）7: benefits for firms, published, matched, claimed or granted without claim, paid. */
import type { Manifest } from '#platform/manifest';
import { policiesGuards, policiesPermits } from './access.ts';
import { policiesDemo } from './demo.ts';
import { policiesOnline, policiesPaid } from './indicators.ts';
import { policiesRoutes } from './routes.ts';
import { policiesTemplates } from './templates.ts';
import { policiesWait } from './waiting.ts';

export const policies: Manifest = {
  id: 'policies',
  document: '中政发〔2024〕16号',
  permits: policiesPermits,
  guards: policiesGuards,
  routes: policiesRoutes,
  waits: policiesWait,
  templates: policiesTemplates,
  steps: {
    'policy-grant.make': '登记拟兑付',
    'policy-account.keep': '填写收款账户',
  },
  records: {
    policy: '惠企政策',
    'policy-claim': '政策申报',
    'policy-run': '免申即享核算',
    'policy-grant': '拟兑付',
    'policy-batch': '支付批次',
    'policy-objection': '公示异议',
    'policy-account': '收款账户',
  },
  indicators: [policiesOnline, policiesPaid],
  demo: policiesDemo,
};
