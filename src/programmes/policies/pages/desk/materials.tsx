/** Papers that the county does not have and the firm has to hand in. */
import { Button, Input } from 'antd';
import type { Item } from '../../item.ts';

interface Props {
  materials: Item['materials'];
  set(materials: Item['materials']): void;
  readOnly: boolean;
}

export function Materials({ materials, set, readOnly }: Props) {
  return (
    <section className="frame-panel" aria-label="材料">
      <h2>县里没有、要企业交的材料</h2>
      {materials.map((m, i) => (
        <div className="policy-condition" key={m.id}>
          <Input
            aria-label={`材料 ${i + 1} 名称`}
            className="grow"
            disabled={readOnly}
            placeholder="材料名称"
            value={m.title}
            onChange={e => set(materials.map(x => (x.id === m.id ? { ...x, title: e.target.value } : x)))}
          />
          <Input
            aria-label={`材料 ${i + 1} 为什么要`}
            className="grow"
            disabled={readOnly}
            placeholder="要它做什么"
            value={m.why}
            onChange={e => set(materials.map(x => (x.id === m.id ? { ...x, why: e.target.value } : x)))}
          />
          {readOnly ? null : (
            <Button size="small" danger onClick={() => set(materials.filter(x => x.id !== m.id))}>
              删除<span className="frame-hidden">材料 {i + 1}</span>
            </Button>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <div>
          <Button onClick={() => set([...materials, { id: `m-${Date.now().toString(36)}`, title: '', why: '' }])}>添加材料</Button>
        </div>
      )}
    </section>
  );
}
