/** A button that opens the camera and gives what the first QR in sight says. Without a camera it says why and what to do instead. */
import { useEffect, useRef, useState } from 'react';
import { Button, Dialog } from '../kit/index.ts';
import { qrDetector } from './detector.ts';
import './scan.css';

interface Props {
  onText(text: string): void;
  label?: string;
}

export function CameraScan({ onText, label = '用摄像头扫' }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="secondary" className="camera-open" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="把二维码放进框里"
        actions={
          <Button look="secondary" onClick={() => setOpen(false)}>
            关闭
          </Button>
        }
      >
        <Camera
          onText={text => {
            setOpen(false);
            onText(text);
          }}
        />
      </Dialog>
    </>
  );
}

/** Milliseconds between two looks: quick enough for the hand, slow enough for an old machine. */
const pause = 150;

const words: Record<string, string> = {
  NotAllowedError: '没有允许使用摄像头。请在浏览器地址栏里允许，或用扫码枪、手工输入',
  NotFoundError: '这台设备没有摄像头，请用扫码枪或手工输入',
  NotReadableError: '摄像头正被别的程序使用，请关闭后再试，或用扫码枪、手工输入',
};

function Camera({ onText }: { onText(text: string): void }) {
  const video = useRef<HTMLVideoElement>(null);
  const told = useRef(onText);
  told.current = onText;
  const [trouble, setTrouble] = useState<string | null>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let over = false;
    let stream: MediaStream | undefined;
    const look = async () => {
      // Without a safe origin a browser offers no camera at all.
      if (!navigator.mediaDevices) throw new DOMException('', 'NotFoundError');
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const shown = video.current;
      if (over || !shown) return;
      shown.srcObject = stream;
      await shown.play();
      const detector = await qrDetector();
      setReady(true);
      while (!over) {
        const [found] = await detector.detect(shown);
        if (over) return;
        if (found?.rawValue) return told.current(found.rawValue);
        await new Promise(done => setTimeout(done, pause));
      }
    };
    const end = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    look()
      .catch(error => {
        if (!over) setTrouble(words[(error as Error).name] ?? '摄像头打不开，请用扫码枪或手工输入');
      })
      .finally(end);
    return () => {
      over = true;
      end();
    };
  }, []);
  if (trouble) return <p role="alert">{trouble}</p>;
  return (
    <div className="camera">
      <video ref={video} muted playsInline aria-label="摄像头画面" />
      <p className="muted" role="status">
        {ready ? '正在找二维码…' : '正在打开摄像头…'}
      </p>
    </div>
  );
}
