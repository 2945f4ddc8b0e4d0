/** One's own account: which roles, for whom one stands in, the password. */
import { useMutation } from '@tanstack/react-query';
import { Alert, App, Button, Descriptions, Form, Input } from 'antd';
import { useEffect } from 'react';
import { api, Problem } from '#ui/api';
import { useSession } from '#ui/session';
import './account.css';

interface Values {
  old: string;
  fresh: string;
  again: string;
}

export default function Account() {
  const { data: session } = useSession();
  useEffect(() => {
    document.title = '我的账号 · 办成工作台';
  }, []);
  if (!session) return null;
  return (
    <div className="account">
      <h1>我的账号</h1>
      <section>
        <Descriptions
          column={1}
          size="small"
          bordered
          items={[
            { key: 'name', label: '姓名', children: session.name },
            {
              key: 'roles',
              label: '角色',
              children:
                session.roles.length === 0
                  ? '还没有角色，请联系系统管理员'
                  : session.roles.map(r => `${r.title}${r.unitName ? `（${r.unitName}）` : ''}`).join('、'),
            },
            {
              key: 'stands',
              label: '正在代办',
              children: session.standsInFor.length > 0 ? session.standsInFor.map(s => `${s.name}请假期间的事项`).join('、') : '没有',
            },
          ]}
        />
        <p className="account-muted">角色由系统管理员授予和撤销，撤销后立即失效。</p>
      </section>
      <section>
        <h2>修改密码</h2>
        <Password />
      </section>
    </div>
  );
}

const strong = (text: string) => text.length >= 12 && /\d/.test(text) && /[A-Za-z]/.test(text);

function Password() {
  const [form] = Form.useForm<Values>();
  const { message } = App.useApp();
  const change = useMutation({
    // The token of this session is filled in by the server; pages cannot read it.
    mutationFn: (v: Values) => api.put('/account/password', { old: v.old, fresh: v.fresh, token: '' }),
    onSuccess: () => {
      form.resetFields();
      void message.success('密码已修改。别处的登录都已退出。', 6);
    },
    onError: error => {
      if (!(error instanceof Problem)) return;
      if (error.code === 'sign-in-wrong') form.setFields([{ name: 'old', errors: ['原密码不对'] }]);
      for (const f of error.faults) if (f.path === 'old' || f.path === 'fresh') form.setFields([{ name: f.path, errors: [f.message] }]);
      form.focusField(error.code === 'sign-in-wrong' ? 'old' : 'fresh');
    },
  });
  const other = change.error instanceof Problem && change.error.code !== 'sign-in-wrong' && change.error.faults.length === 0 ? change.error : null;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      className="account-form"
      scrollToFirstError={{ focus: true }}
      onFinish={v => !change.isPending && change.mutate(v)}
    >
      {other ? <Alert type="error" showIcon role="alert" title={other.message} description={other.detail || undefined} /> : null}
      <Form.Item name="old" label="原密码" rules={[{ required: true, message: '请填写原密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="fresh"
        label="新密码"
        extra="至少 12 位，字母和数字都要有"
        dependencies={['old']}
        rules={[
          { required: true, message: '请填写新密码' },
          {
            validator: (_, v: string) => (!v || strong(v) ? Promise.resolve() : Promise.reject(new Error('至少 12 位，字母和数字都要有'))),
          },
          ({ getFieldValue }) => ({
            validator: (_, v: string) => (v && v === getFieldValue('old') ? Promise.reject(new Error('新密码不能和原密码相同')) : Promise.resolve()),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再填一遍新密码"
        dependencies={['fresh']}
        rules={[
          { required: true, message: '请再填一遍新密码' },
          ({ getFieldValue }) => ({
            validator: (_, v: string) => (!v || v === getFieldValue('fresh') ? Promise.resolve() : Promise.reject(new Error('两次填写的不一样'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        修改密码
      </Button>
    </Form>
  );
}
