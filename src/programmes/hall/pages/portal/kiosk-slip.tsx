/** The slip: big on the screen, and 80 mm wide on paper. */
import { useEffect } from 'react';
import type { TicketView } from '#platform/queues';
import { priorities, timeOf } from '#platform/queues/pure';
import { Button } from '#ui/kit';
import { Qr } from '#ui/qr';
import { day } from '#ui/words';
import { waitInWords } from '../words.ts';

export function KioskSlip({ ticket }: { ticket: TicketView }) {
  const address = `${location.origin}/hall/ticket?id=${ticket.id}`;
  // After the code is drawn; a machine without a printer only shows it.
  useEffect(() => {
    const timer = setTimeout(() => window.print(), 600);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="kiosk-slip" aria-label="号条">
      <p>{ticket.queueName}</p>
      <p className="kiosk-number" role="status">
        {ticket.number}
      </p>
      <p>
        前面 <strong>{ticket.ahead ?? 0}</strong> 人，{waitInWords(ticket.minutes)}
      </p>
      {ticket.source === 'booking' && ticket.notBefore ? <p>预约 {timeOf(ticket.notBefore)}，到时优先</p> : null}
      {ticket.priority ? <p>{priorities[ticket.priority]}优先</p> : null}
      {ticket.subject ? <p>办：{ticket.subject}</p> : null}
      <p className="kiosk-qr">
        <Qr text={address} alt="扫码在手机上看排到哪里" size={150} />
      </p>
      <p className="kiosk-small">扫码在手机上看排到哪里；请听叫号、看大屏。</p>
      <p className="kiosk-small">
        中阳县政务服务大厅 {day(ticket.day)} {timeOf(ticket.takenAt)}
      </p>
      <p className="no-print">
        <Button look="secondary" onClick={() => window.print()}>
          再打一张
        </Button>
      </p>
    </section>
  );
}
