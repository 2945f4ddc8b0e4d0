/** Somebody whom the county does not know yet: the card's words and a phone number. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { isPersonName, readPhone } from '#platform/validators';
import { api, Problem, useCreate } from '#ui/api';
import { Trouble } from '#ui/frame';
import type { Visitor } from '../../window.ts';
import { bornWords } from './window-words.ts';

interface Card {
  identity: string;
  birth: string;
  sex: 'male' | 'female';
}

interface Props {
  card: Card;
  today: string;
  may: boolean;
  onRegistered(visitor: Visitor): void;
  onCancel(): void;
}

interface Typed {
  name: string;
  phone: string;
  address: string;
}

export function WindowRegister({ card, today, may, onRegistered, onCancel }: Props) {
  const [form] = Form.useForm<Typed>();
  const create = useCreate();
  const register = useMutation({
    mutationFn: async (typed: Typed) => {
      await create('/window/persons', { identity: card.identity, ...typed });
      return api.post<Visitor>('/window/person-search', { identity: card.identity });
    },
    onSuccess: onRegistered,
    onError: error => {
      const faults = error instanceof Problem ? error.faults.filter(f => f.path in form.getFieldsValue()) : [];
      form.setFields(faults.map(f => ({ name: f.path as keyof Typed, errors: [f.message] })));
      if (faults[0]) form.getFieldInstance(faults[0].path as keyof Typed)?.focus();
    },
  });
  const { error } = register;
  const inPlace = error instanceof Problem && error.faults.some(f => f.path !== 'identity');
  return (
    <section className="frame-panel" aria-labelledby="window-register">
      <h2 id="window-register">县里还没有这个人的信息</h2>
      <p>
        号码 <strong className="window-number">{card.identity}</strong>（{bornWords(card.birth, card.sex, today)}）是对的，请与身份证再核对一遍。
        {may ? '是外地来办事的人，登记后就可以代为申请。' : ''}
      </p>
      {may ? (
        <Form<Typed>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ name: '', phone: '', address: '' }}
          onFinish={typed => !register.isPending && register.mutate(typed)}
          scrollToFirstError={{ focus: true }}
          className="window-register"
          autoComplete="off"
        >
          <Form.Item
            name="name"
            label="姓名"
            extra="和身份证上一样"
            rules={[
              {
                validator: (_, v: string) =>
                  isPersonName(v ?? '') ? Promise.resolve() : Promise.reject(new Error('请填写身份证上的姓名，至少两个字，不要有数字和符号')),
              },
            ]}
          >
            <Input maxLength={50} autoFocus />
          </Form.Item>
          <Form.Item
            name="phone"
            label="手机号"
            extra="补正、办好都发短信到这个号码"
            rules={[{ validator: (_, v: string) => (readPhone(v ?? '') ? Promise.resolve() : Promise.reject(new Error('请填写 11 位手机号码，以 1 开头'))) }]}
          >
            <Input maxLength={30} inputMode="tel" />
          </Form.Item>
          <Form.Item name="address" label="住址（选填）">
            <Input maxLength={200} />
          </Form.Item>
          {error && !inPlace ? <Trouble error={error} /> : null}
          <div className="window-actions">
            <Button type="primary" htmlType="submit" loading={register.isPending}>
              登记
            </Button>
            <Button onClick={onCancel}>号码输错了，重新查找</Button>
          </div>
        </Form>
      ) : (
        <>
          <Alert type="info" showIcon title="登记新的人由综合窗口办理，请带申请人到综合窗口。" />
          <div className="window-actions">
            <Button onClick={onCancel}>重新查找</Button>
          </div>
        </>
      )}
    </section>
  );
}
