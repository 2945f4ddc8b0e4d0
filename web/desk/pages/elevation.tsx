/** Steps that need a fresh dynamic code: it is asked for when the server says so, then the step is tried once more. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import { faultOf, Trouble } from '#ui/frame';
import { loadSession, useSession } from '#ui/session';

/** Thrown when the person closes the question; nothing has happened and nothing has to be said. */
export class Cancelled extends Error {}

interface Asked {
  answer(elevated: boolean): void;
}

export function useElevated(): { dialog: ReactNode; run<T>(step: () => Promise<T>): Promise<T> } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = () =>
    new Promise<boolean>(resolve =>
      setAsked({
        answer(elevated) {
          setAsked(null);
          resolve(elevated);
        },
      }),
    );
  return {
    dialog: asked ? <CodeDialog asked={asked} /> : null,
    async run(step) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'elevation-needed') throw error;
        if (!(await ask())) throw new Cancelled();
        return step();
      }
    },
  };
}

function CodeDialog({ asked }: { asked: Asked }) {
  const client = useQueryClient();
  const { data: session } = useSession();
  const box = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const elevate = useMutation({
    mutationFn: async () => {
      await api.post('/session/elevation', { code });
      // The session and its token are new; who is signed in, and what was read, stay.
      client.setQueryData(['session'], await loadSession());
    },
    onSuccess: () => asked.answer(true),
    onError: () => box.current?.focus(),
  });
  const demo = useMutation({
    mutationFn: () => api.get<{ code: string }>('/demo/code'),
    onSuccess: d => setCode(d.code),
  });
  const submit = () => {
    setWrong(!/^\d{6}$/.test(code));
    if (/^\d{6}$/.test(code) && !elevate.isPending) elevate.mutate();
  };
  const refused = elevate.error instanceof Problem && elevate.error.code === 'sign-in-wrong';
  const fault = wrong ? '动态口令是 6 位数字' : refused ? '动态口令不对，请看手机上最新的 6 位数字' : faultOf(elevate.error, 'code');
  return (
    <Modal
      open
      title="再次验证身份"
      okText="验证"
      cancelText="取消"
      confirmLoading={elevate.isPending}
      onOk={submit}
      onCancel={() => asked.answer(false)}
      width={420}
    >
      <Form layout="vertical" onFinish={submit}>
        <p className="frame-muted">这一步关系账号安全，请输入手机验证器上的动态口令。5 分钟内不用再输。</p>
        <Form.Item label="动态口令" htmlFor="elevation-code" required validateStatus={fault ? 'error' : ''} help={fault}>
          <Input
            id="elevation-code"
            ref={e => {
              box.current = e?.input ?? null;
            }}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={e => setCode(e.target.value.trim())}
          />
        </Form.Item>
        {elevate.isError && !fault ? <Trouble error={elevate.error} /> : null}
        {session?.demo ? (
          <Button type="link" size="small" loading={demo.isPending} onClick={() => demo.mutate()}>
            演示：填入现在的口令
          </Button>
        ) : null}
      </Form>
    </Modal>
  );
}
