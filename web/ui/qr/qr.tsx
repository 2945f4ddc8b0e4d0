/** A QR code as an image of data, drawn by a library that is loaded only where one is shown. */
import { useEffect, useState } from 'react';

export function Qr({ text, alt, size = 160 }: { text: string; alt: string; size?: number }) {
  const [image, setImage] = useState<string>();
  useEffect(() => {
    let shown = true;
    import('qrcode')
      .then(({ toString: draw }) => draw(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }))
      .then(svg => {
        if (shown) setImage(`data:image/svg+xml,${encodeURIComponent(svg)}`);
      })
      // Without the library (the line broke) the page is still whole: what it would say stands beside it.
      .catch(() => {});
    return () => {
      shown = false;
    };
  }, [text]);
  // Until it is drawn its place stays free, so that nothing jumps.
  return image ? <img src={image} alt={alt} width={size} height={size} /> : <svg width={size} height={size} aria-hidden="true" />;
}
