/** The visitor shows the code once more: licences that they did not open at first. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { looksLikeCode } from '#platform/code/pure';
import { api, Problem } from '#ui/api';
import { ScanField, TerminalPick, useCodeReading, useWindowTerminal } from '#ui/scan';

export function WindowOpenMore({ id, onOpened }: { id: string; onOpened(): void }) {
  const at = useWindowTerminal();
  const [fault, setFault] = useState<string>();
  const read = useCodeReading();
  const open = useMutation({
    mutationFn: async ({ code, terminal }: { code: string; terminal: string }) =>
      api.post<{ added: number }>(`/applications/${id}/scans`, { scan: await read(code, terminal) }),
    onSuccess: onOpened,
    onError: error => setFault(error instanceof Problem ? (error.faults[0]?.message ?? error.message) : '没有扫成，请再试一次'),
  });
  const scan = (text: string) => {
    setFault(undefined);
    if (!looksLikeCode(text)) return setFault('这不是中阳码，请对方刷新后再出示');
    if (!at.terminal) return document.getElementById('open-more-terminal')?.focus();
    open.mutate({ code: text.trim(), terminal: at.terminal.id });
  };
  return (
    <details className="card window-open-more no-print">
      <summary>只用了扫码时打开的证照。要用别的，请对方勾选后再出示一次码</summary>
      <ScanField id="open-more" label="再扫一次中阳码" hint="用扫码枪或摄像头" action="打开" fault={fault} busy={open.isPending} onScan={scan} />
      <TerminalPick at={at} id="open-more-terminal" />
      {open.data ? <p role="status">{open.data.added > 0 ? `多打开了 ${open.data.added} 张证照` : '这次没有打开新的证照'}</p> : null}
    </details>
  );
}
