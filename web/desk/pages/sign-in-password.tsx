/** Password, then the dynamic code of the telephone; the first time, setting that up. */
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import { DemoHint } from './sign-in-hint.tsx';
import { SecondFactor } from './sign-in-second-factor.tsx';
import './sign-in.css';

type Step = { need: 'password' } | { need: 'code' } | { need: 'setup'; secret: string; uri: string };
interface Values {
  login: string;
  password: string;
  code?: string;
}

/** `请 4 分钟后再试` as a time on the clock: nobody counts minutes. */
function waitUntil(problem: Problem): string | null {
  const minutes = problem.code === 'sign-in-wait' ? /(\d+)\s*分钟/.exec(problem.detail)?.[1] : undefined;
  if (!minutes) return null;
  const at = new Date(Date.now() + (Number(minutes) * 60 + 8 * 3600) * 1000).toISOString().slice(11, 16);
  return `连续输错多次，请在 ${at} 以后再试`;
}

function wrongWords(problem: Problem, step: Step): { title: string; detail: string } {
  const wait = waitUntil(problem);
  if (wait) return { title: wait, detail: '忘记密码或换了手机，请联系系统管理员重置。' };
  if (problem.code !== 'sign-in-wrong') return { title: problem.message, detail: problem.detail };
  return step.need === 'password'
    ? { title: '账号或密码不对', detail: '请核对大小写。忘记密码请联系系统管理员重置。' }
    : { title: '动态口令不对', detail: '口令每 30 秒换一次，请填手机上最新的 6 位数字。' };
}

export function PasswordForm({ onDone, demo }: { onDone(): void | Promise<void>; demo: boolean }) {
  const [form] = Form.useForm<Values>();
  const [step, setStep] = useState<Step>({ need: 'password' });
  const code = useRef<InputRef>(null);
  const login = useRef<InputRef>(null);
  const signIn = useMutation({
    mutationFn: (v: Values) =>
      api.post<Step | { csrf: string }>('/session/staff', {
        login: v.login,
        password: v.password,
        ...(step.need === 'password' ? {} : { code: (v.code ?? '').replaceAll(/\s/g, '') }),
      }),
    onSuccess: answer => ('need' in answer ? setStep(answer) : onDone()),
    onError: () => {
      form.setFieldValue('code', '');
      code.current?.focus();
    },
  });
  useEffect(() => {
    (step.need === 'password' ? login : code).current?.focus();
  }, [step.need]);
  const wrong = signIn.error instanceof Problem ? wrongWords(signIn.error, step) : null;
  const again = () => {
    signIn.reset();
    form.setFieldsValue({ password: '', code: '' });
    setStep({ need: 'password' });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={() => !signIn.isPending && signIn.mutate(form.getFieldsValue(true) as Values)}
      className="sign-in-form"
    >
      {wrong ? <Alert type="error" showIcon title={wrong.title} description={wrong.detail || undefined} role="alert" /> : null}
      <div hidden={step.need !== 'password'}>
        <Form.Item name="login" label="账号" rules={[{ required: true, whitespace: true, message: '请填写账号' }]}>
          <Input ref={login} autoComplete="username" maxLength={60} autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
      </div>
      {step.need === 'setup' ? <SecondFactor secret={step.secret} uri={step.uri} /> : null}
      {step.need !== 'password' ? (
        <Form.Item
          name="code"
          label={`${form.getFieldValue('login') as string} 的动态口令`}
          extra={step.need === 'code' ? '打开手机上的验证器，填写“办成”下面的 6 位数字' : undefined}
          rules={[{ required: true, pattern: /^\s*\d{3}\s?\d{3}\s*$/, message: '动态口令是 6 位数字' }]}
        >
          <Input
            ref={code}
            className="sign-in-code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            onChange={e => /^\d{6}$/.test(e.target.value) && form.submit()}
          />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
        {step.need === 'password' ? '下一步' : '登录'}
      </Button>
      {step.need !== 'password' ? (
        <Button type="link" block onClick={again}>
          返回，换一个账号
        </Button>
      ) : null}
      {demo ? (
        <DemoHint
          step={step.need}
          onPassword={password => form.setFieldsValue({ password })}
          onCode={fresh => {
            form.setFieldsValue({ code: fresh });
            form.submit();
          }}
        />
      ) : null}
    </Form>
  );
}
