/** A firm whose licence was scanned: who may come for it. The one who came shows a card next. */

import { Alert, Button } from 'antd';
import { Mark } from '#ui/frame';
import type { FirmShown } from '../../window.ts';
import { basisNames, firmStates } from './window-words.ts';

export function WindowFirm({ firm, onLeave }: { firm: FirmShown; onLeave(): void }) {
  return (
    <section className="frame-panel" aria-labelledby="window-firm">
      <div className="frame-panel-head">
        <h2 id="window-firm">{firm.name}</h2>
        <Mark look={firm.status === 'active' ? 'good' : 'warn'}>{firmStates[firm.status]}</Mark>
        <Button onClick={onLeave}>换一家</Button>
      </div>
      {firm.status === 'cancelled' ? <Alert type="error" showIcon title="这家企业已注销，不能再以它的名义办事。" /> : null}
      <dl className="frame-facts">
        <dt>代码</dt>
        <dd>{firm.creditCode}</dd>
        <dt>地址</dt>
        <dd>{firm.address || '没有登记'}</dd>
        <dt>可以来办的人</dt>
        <dd>{firm.agents.length > 0 ? firm.agents.map(a => `${a.name}（${basisNames[a.basis]}）`).join('、') : '还没有人受它委托'}</dd>
      </dl>
    </section>
  );
}
