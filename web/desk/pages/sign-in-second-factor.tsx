/** Setting up the dynamic code: a picture to scan, and its text for who cannot scan. */
import { Typography } from 'antd';
import { useEffect, useState } from 'react';

export function SecondFactor({ secret, uri }: { secret: string; uri: string }) {
  const [picture, setPicture] = useState('');
  useEffect(() => {
    let here = true;
    void import('qrcode').then(async ({ default: qr }) => {
      const url = await qr.toDataURL(uri, { margin: 1, width: 192 });
      if (here) setPicture(url);
    });
    return () => {
      here = false;
    };
  }, [uri]);
  return (
    <div className="sign-in-setup">
      <p>
        <strong>第一次登录，请先设置动态口令</strong>
      </p>
      <ol>
        <li>在手机上打开验证器应用（应用商店搜“身份验证器”）。</li>
        <li>扫描下面的二维码，或手工输入密钥。</li>
        <li>把应用显示的 6 位数字填在下面。</li>
      </ol>
      {picture ? (
        <img src={picture} alt="动态口令的二维码；不能扫描时请用下面的密钥" width="192" height="192" />
      ) : (
        <div className="sign-in-picture" role="status">
          正在生成二维码…
        </div>
      )}
      <p className="sign-in-secret">
        密钥{' '}
        <Typography.Text code copyable={{ text: secret, tooltips: ['复制', '已复制'] }}>
          {secret.replaceAll(/(.{4})/g, '$1 ').trim()}
        </Typography.Text>
      </p>
    </div>
  );
}
