/** Somebody of whom the county has nothing yet. */
import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import type { Caller } from '#platform/queues';
import { isPersonName, readPhone } from '#platform/validators';
import { Problem, useCreate } from '#ui/api';
import { Trouble } from '#ui/frame';

interface Typed {
  name: string;
  phone: string;
}

const must = (good: (text: string) => unknown, message: string) => [
  { validator: (_: unknown, v: string) => (good(v ?? '') ? Promise.resolve() : Promise.reject(new Error(message))) },
];

export function Newcomer({ identity, onRegistered }: { identity: string; onRegistered(caller: Caller): void }) {
  const [form] = Form.useForm<Typed>();
  const create = useCreate();
  const register = useMutation({
    mutationFn: async (typed: Typed) => {
      const { id } = await create<{ id: string }>('/desk/booking-persons', { identity, ...typed });
      return { id, name: typed.name.trim(), identity: null, phone: typed.phone };
    },
    onSuccess: onRegistered,
    onError: error => {
      if (error instanceof Problem) form.setFields(error.faults.map(f => ({ name: f.path as keyof Typed, errors: [f.message] })));
    },
  });
  return (
    <section className="frame-panel" aria-labelledby="counter-newcomer">
      <h2 id="counter-newcomer">县里还没有这个人的信息</h2>
      <p>号码 {identity} 是对的，请再核对一遍。问清姓名和手机号，登记后就可以预约。</p>
      <Form<Typed> form={form} layout="vertical" requiredMark={false} onFinish={typed => !register.isPending && register.mutate(typed)} autoComplete="off">
        <Form.Item name="name" label="姓名" rules={must(isPersonName, '请填写身份证上的姓名，至少两个字，不要有数字和符号')}>
          <Input maxLength={50} autoFocus />
        </Form.Item>
        <Form.Item name="phone" label="手机号" extra="预约的短信发到这个号码" rules={must(readPhone, '请填写 11 位手机号码，以 1 开头')}>
          <Input maxLength={30} inputMode="tel" />
        </Form.Item>
        {register.error && !(register.error instanceof Problem && register.error.faults.length > 0) ? <Trouble error={register.error} /> : null}
        <Button type="primary" htmlType="submit" loading={register.isPending}>
          登记
        </Button>
      </Form>
    </section>
  );
}
