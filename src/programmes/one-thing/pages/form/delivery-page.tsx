/** Where the results go. Licences are electronic in any case; paper is a choice. */
import { readPhone } from '#platform/validators';
import { Choices, Field } from '#ui/kit';
import type { FormPage } from './page.ts';

const ways = [
  { value: 'electronic', label: '只要电子证照', hint: '办好就进您的证照包，和纸质的一样有效，不用跑' },
  {
    value: 'window',
    label: '到窗口领纸质的',
    hint: '办好后发短信，带身份证到政务服务大厅“高效办成一件事”专窗领取；电子证照也有',
  },
  { value: 'post', label: '邮寄给我', hint: '办好后寄到您填的地址；电子证照也有' },
];

export const deliveryName = (way: string): string => ways.find(w => w.value === way)?.label ?? way;

export function DeliveryPage({ draft, view, filled, told, onLeave, atWindow }: FormPage) {
  const { delivery } = filled;
  const put = (change: Partial<typeof delivery>, when: 'now' | 'soon' = 'soon') => draft.change({ delivery: { ...delivery, ...change } }, when);
  const own = (id: string) => {
    const value = filled.values[id];
    return typeof value === 'string' ? value : '';
  };
  const choose = (way: string) =>
    put(
      way === 'post'
        ? {
            way,
            receiver: delivery.receiver || view.applicantName,
            address: delivery.address || own('applicant-address'),
            phone: delivery.phone || own('applicant-phone') || own('agent-phone'),
          }
        : { way: way as 'electronic' | 'window' },
      'now',
    );
  const text = (id: 'receiver' | 'address' | 'phone', label: string, native: Record<string, string>, most: number, hint?: string) => (
    <Field id={`delivery.${id}`} label={label} hint={hint} error={told.find(f => f.path === `delivery.${id}`)?.message}>
      {described => (
        <input
          {...described}
          {...native}
          className={id === 'phone' ? 'input short' : 'input'}
          maxLength={most}
          value={delivery[id] ?? ''}
          onChange={event => put({ [id]: event.target.value })}
          onBlur={event => {
            const phone = id === 'phone' ? readPhone(event.target.value) : null;
            if (phone && phone !== delivery.phone) put({ phone });
            onLeave(`delivery.${id}`);
          }}
        />
      )}
    </Field>
  );
  return (
    <div className="stack-l">
      <Field id="delivery.way" label={atWindow ? `办好以后，结果怎样给${view.applicantName}？` : '办好以后，结果怎样给您？'} group>
        {() => <Choices name="delivery.way" options={ways} value={delivery.way} onChange={choose} />}
      </Field>
      {delivery.way === 'post' ? (
        <div className="card">
          {text('receiver', '收件人', { autoComplete: 'name' }, 50)}
          {text('address', '邮寄地址', { autoComplete: 'street-address' }, 200, '省、市、县、乡镇、街道和门牌号')}
          {text('phone', '收件人的手机号码', { type: 'tel', inputMode: 'tel', autoComplete: 'tel' }, 30)}
        </div>
      ) : null}
    </div>
  );
}
