/** Imports of a register, the newest first; one's own unit's can be undone. */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ImportView, RegisterView } from '#platform/registers';
import { api } from '../api/index.ts';
import { ReasonDialog } from '../duty/index.ts';
import { List, Mark, useList } from '../frame/index.ts';
import { moment } from '../words/index.ts';

export function ImportHistory({ register: r }: { register: RegisterView }) {
  const client = useQueryClient();
  const [undoing, setUndoing] = useState<ImportView | null>(null);
  const found = useList<{ items: ImportView[]; total: number }>(`register-imports-${r.kind}`, `/registers/${r.kind}/imports`, []);
  return (
    <section className="frame-panel" aria-label="历次导入">
      <h2>历次导入</h2>
      <List of={found} unit="次" nothing="还没有导入过">
        {items => (
          <ul className="register-history">
            {items.map(i => (
              <li key={i.id}>
                <p>
                  <strong>{i.fileName}</strong> {i.period ? `${i.period} 年` : ''} {i.undoneAt ? <Mark look="bad">已撤销</Mark> : null}
                </p>
                <p className="frame-muted frame-small">
                  {moment(i.madeAt)} {i.unitName} {i.madeByName}：{i.reason ? '' : `新增 ${i.added}，`}修改 {i.changed}，没有变化 {i.unchanged}
                  {i.leftOut > 0 ? `，${i.reason ? '不能改的行' : '没有导入的错误行'} ${i.leftOut}` : ''}
                  {i.reason ? `；原因：${i.reason}` : ''}
                </p>
                {i.undoneAt ? (
                  <p className="frame-muted frame-small">
                    {moment(i.undoneAt)} {i.undoneByName} 撤销：{i.undoneReason}
                  </p>
                ) : i.mine ? (
                  <Button size="small" aria-label={`撤销这次导入：${i.fileName}`} onClick={() => setUndoing(i)}>
                    撤销这次导入
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </List>
      {undoing ? (
        <ReasonDialog
          title={`撤销导入：${undoing.fileName}`}
          ok="撤销导入"
          label="原因"
          note={`改过的 ${undoing.changed} ${r.unit}改回原来的内容，新增的 ${undoing.added} ${r.unit}作废。导入以后有人再改过其中的行，就不能撤销。`}
          send={({ reason }) => api.post(`/registers/${r.kind}/imports/${undoing.id}/undoing`, { reason })}
          done={() => {
            setUndoing(null);
            void client.invalidateQueries({ predicate: q => String(q.queryKey[0]).startsWith('register') });
          }}
          cancel={() => setUndoing(null)}
        />
      ) : null}
    </section>
  );
}
