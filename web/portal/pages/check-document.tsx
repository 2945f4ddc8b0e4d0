/** Checking a licence's PDF: the signature, that nothing was changed, and how the licence stands today. */
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api, base64, Problem } from '#ui/api';
import { Banner, Failed, Field } from '#ui/kit';
import { moment } from '#ui/words';
import { type Checked, Found } from './check-found.tsx';

/** The server takes no more; a licence's PDF has a tenth of it. */
const mostBytes = 700_000;

export function CheckDocument() {
  const [name, setName] = useState('');
  const check = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > mostBytes)
        throw new Problem({
          status: 413,
          code: 'document-too-large',
          title: '文件太大，不会是本县的证照',
          detail: `这个文件 ${(file.size / 1024 / 1024).toFixed(1)} MB，证照 PDF 不超过 700 KB`,
        });
      return api.post<{ signedAt: string | null; licence: Checked }>('/licence-document-checks', { content: await base64(file) });
    },
  });
  const box = useRef<HTMLElement>(null);
  const { data, error } = check;
  useEffect(() => {
    if (data || error) box.current?.focus({ preventScroll: true });
  }, [data, error]);
  return (
    <section className="card stack" aria-labelledby="check-document-title">
      <h2 id="check-document-title">查验 PDF 文件</h2>
      <p>对方发来的是从证照包下载的 PDF，在这里选它：有没有改过、是不是本县签的、今天还有没有效，都会告诉您。文件不会留下来。</p>
      <Field id="check-document" label="选择 PDF 文件" hint="不超过 700 KB">
        {described => (
          <input
            {...described}
            className="input"
            type="file"
            accept="application/pdf,.pdf"
            onChange={event => {
              const [file] = event.target.files ?? [];
              // The same file again, mended meanwhile, is another question.
              if (file) {
                setName(file.name);
                check.mutate(file);
              }
              event.target.value = '';
            }}
          />
        )}
      </Field>
      <section ref={box} tabIndex={-1} className="check-result stack" aria-label="PDF 查验结果" aria-busy={check.isPending}>
        {check.isPending ? <p role="status">正在查验“{name}”…</p> : null}
        {error instanceof Problem && (error.status === 422 || error.status === 413) ? (
          <Banner look="bad" role="alert">
            <p>
              <strong>
                “{name}”没有通过查验：{error.message}
              </strong>
            </p>
            {error.detail ? <p>{error.detail}</p> : null}
          </Banner>
        ) : error ? (
          <Failed error={error} />
        ) : null}
        {data && !check.isPending ? (
          <>
            <Banner look="good" role="status">
              <p>
                <strong>“{name}”是本县签发的原件</strong>
              </p>
              <ul>
                <li>签名盖住文件的每一个字节，签名以后没有改过、没有另存过。</li>
                <li>签名是真的，密钥是本县的{data.signedAt ? `，${moment(data.signedAt)}签` : ''}。</li>
                <li>证照今天的状态见下面，以它为准。</li>
              </ul>
            </Banner>
            <Found licence={data.licence} />
          </>
        ) : null}
      </section>
      <p className="muted small">
        签名用国密 SM2 算法。常见的 PDF
        阅读器不认识它，会显示“签名未知”，所以要到这里查。本签名说明文件出自本县证照库；具有法律效力的电子印章以省统一电子印章平台签章为准。
      </p>
    </section>
  );
}
