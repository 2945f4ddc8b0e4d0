/** A first password, shown once and never again. */
import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Alert, Button, Modal } from 'antd';
import { useState } from 'react';
import type { Issued } from './staff.tsx';

export function OneTimePassword({ issued, close }: { issued: Issued; close(): void }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = () =>
    navigator.clipboard.writeText(issued.password).then(
      () => setCopied('yes'),
      () => setCopied('failed'),
    );
  return (
    <Modal
      open
      title={`${issued.name}的初始密码`}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={close}>
          {issued.id ? '已交给本人，接着授予角色' : '已交给本人'}
        </Button>
      }
    >
      <div className="staff-password">
        <Alert type="warning" showIcon title="密码只显示这一次，关闭后看不到了。" />
        <dl className="frame-facts">
          <dt>账号</dt>
          <dd>{issued.login}</dd>
          <dt>初始密码</dt>
          <dd>
            <code>{issued.password}</code>
          </dd>
        </dl>
        <Button icon={copied === 'yes' ? <CheckOutlined /> : <CopyOutlined />} onClick={copy}>
          {copied === 'yes' ? '已复制' : '复制密码'}
        </Button>
        <p role="status">{copied === 'failed' ? '没能复制，请手工抄写。' : ''}</p>
        <p className="frame-muted">请当面或电话交给本人。首次登录时，本人要设置手机动态口令；登录后可以在“我的账号”里改密码。</p>
      </div>
    </Modal>
  );
}
