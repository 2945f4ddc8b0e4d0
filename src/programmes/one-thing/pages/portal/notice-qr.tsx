/** A QR code as an image of data, drawn by a library that is loaded only here. */
import { useEffect, useState } from 'react';

export function Qr({ address }: { address: string }) {
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let shown = true;
    import('qrcode')
      .then(({ toString: draw }) => draw(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }))
      .then(svg => {
        if (shown) setImage(`data:image/svg+xml,${encodeURIComponent(svg)}`);
      })
      // Without the library (the line broke) the page is still whole; the address stays in the browser's bar.
      .catch(() => {});
    return () => {
      shown = false;
    };
  }, [address]);
  return image ? <img className="qr" src={image} alt="这张告知单的二维码" width="148" height="148" /> : <span className="qr qr-empty" aria-hidden="true" />;
}
