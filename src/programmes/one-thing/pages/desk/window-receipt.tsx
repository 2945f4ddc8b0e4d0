/** The receipt of a case that was taken in at the window: printed, signed by both, taken home. */
import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Waits } from '#ui/frame';
import { useSession } from '#ui/session';
import type { CaseView } from '../../case-view.ts';
import { ReceiptPaper } from '../portal/receipt.tsx';

export function WindowReceipt({ id }: { id: string }) {
  const { data: session } = useSession();
  const view = useQuery({ queryKey: ['case', id], queryFn: () => api.get<CaseView>(`/cases/${id}`) });
  return (
    <div className="kit window-form">
      <Link className="frame-back no-print" href="/desk/window">
        ← 窗口受理
      </Link>
      <Waits of={view}>
        {data => (
          <ReceiptPaper
            view={data}
            today={session?.today ?? data.case.filedOn}
            foot={
              <p className="window-signatures">
                <span>申请人（签字）：</span>
                <span>窗口经办人（签字）：</span>
              </p>
            }
            actions={
              <div className="window-actions no-print">
                <Button type="primary" size="large" icon={<PrinterOutlined />} onClick={() => window.print()}>
                  打印回执
                </Button>
                <Link className="ant-btn ant-btn-default ant-btn-lg" href="/desk/window">
                  接待下一位
                </Link>
                <Link className="ant-btn ant-btn-default ant-btn-lg" href={`/desk/cases/${data.case.id}`}>
                  看办理进度
                </Link>
              </div>
            }
          />
        )}
      </Waits>
    </div>
  );
}
