/** One labelled field of a dialog, with its fault beside it. */
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { faultOf } from '#ui/frame';

interface Props {
  error: unknown;
  path: string;
  id: string;
  label: string;
  required?: boolean;
  extra?: string | undefined;
  children: ReactNode;
}

export function Labelled({ error, path, id, label, required = false, extra, children }: Props) {
  const fault = faultOf(error, path);
  return (
    <Form.Item label={label} htmlFor={id} required={required} extra={extra} validateStatus={fault ? 'error' : ''} help={fault}>
      {children}
    </Form.Item>
  );
}
