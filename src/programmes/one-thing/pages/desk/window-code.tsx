/** The visitor shows the code once more: for licences that were not opened at first. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { looksLikeCode } from '#platform/code/pure';
import { Problem } from '#ui/api';
import { ScanField, TerminalPick, useCodeReading, useWindowTerminal } from '#ui/scan';

interface Props {
  summary: string;
  /** What is done with the scan; how many licences it opened. */
  onScan(scan: string): Promise<number>;
}

export function WindowCode({ summary, onScan }: Props) {
  const at = useWindowTerminal();
  const [fault, setFault] = useState<string>();
  const read = useCodeReading();
  const open = useMutation({
    mutationFn: async ({ code, terminal }: { code: string; terminal: string }) => onScan(await read(code, terminal)),
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
      <summary>{summary}</summary>
      <ScanField id="open-more" label="扫中阳码" hint="用扫码枪或摄像头" action="打开" fault={fault} busy={open.isPending} onScan={scan} />
      <TerminalPick at={at} id="open-more-terminal" />
      {open.data !== undefined ? <p role="status">{open.data > 0 ? `打开了 ${open.data} 张证照` : '这次没有打开新的证照'}</p> : null}
    </details>
  );
}
