/** The two pictures of a video talk. The seat offers, the person answers; whoever comes in again is found again. */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { api, Problem } from '#ui/api';
import type { Heard } from '../seats/video.ts';
import './video.css';

type Side = 'person' | 'staff';
type Stage = 'asking' | 'waiting' | 'connecting' | 'connected' | 'lost' | 'denied' | 'over';

const said: Record<Stage, string> = {
  asking: '请在浏览器里允许使用摄像头和麦克风。',
  waiting: '已经进来，等对方进来。',
  connecting: '正在连接。',
  connected: '已接通。',
  lost: '连接断了，正在重新连接。',
  denied: '没有摄像头或麦克风，或没有允许使用。请在浏览器设置里允许，或改用电话。',
  over: '视频已经结束。',
};
/** Milliseconds between two looks whether the other has said something. */
const lookEvery = 1000;
/** Milliseconds after which the addresses that were found have to do. */
const gatheringEnds = 2500;

const media = async (): Promise<MediaStream> => {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: { ideal: 640 }, height: { ideal: 480 } } });
  } catch {
    // No camera: the voice is enough.
    return navigator.mediaDevices.getUserMedia({ audio: true });
  }
};

/** All addresses in one description: two messages find each other, and none can overtake another. */
const gathered = (peer: RTCPeerConnection) =>
  new Promise<string>(resolve => {
    const done = () => resolve(peer.localDescription?.sdp ?? '');
    if (peer.iceGatheringState === 'complete') return done();
    peer.addEventListener('icegatheringstatechange', () => peer.iceGatheringState === 'complete' && done());
    setTimeout(done, gatheringEnds);
  });

function useTalk(side: Side, path: string, own: RefObject<HTMLVideoElement | null>, other: RefObject<HTMLVideoElement | null>) {
  const [stage, setStage] = useState<Stage>('asking');
  const [stream, setStream] = useState<MediaStream | null>(null);
  useEffect(() => {
    let ended = false;
    let peer: RTCPeerConnection | null = null;
    let timer: ReturnType<typeof setTimeout>;
    let mine: MediaStream | null = null;
    const say = (kind: 'ready' | 'offer' | 'answer' | 'bye', description = '') => api.post(path, { kind, description });
    const stop = () => {
      for (const track of mine?.getTracks() ?? []) track.stop();
    };
    const meet = (iceServers: RTCIceServer[]) => {
      peer?.close();
      const now = new RTCPeerConnection({ iceServers });
      peer = now;
      for (const track of mine!.getTracks()) now.addTrack(track, mine!);
      now.addEventListener('track', event => {
        if (other.current && event.streams[0]) other.current.srcObject = event.streams[0];
      });
      now.addEventListener('connectionstatechange', () => {
        if (ended || peer !== now) return;
        if (now.connectionState === 'connected') setStage('connected');
        // The person says again that it is there; the seat then offers anew.
        if (now.connectionState === 'failed') {
          setStage('lost');
          if (side === 'person') void say('ready').catch(() => {});
        }
      });
      setStage('connecting');
      return now;
    };
    const take = async ({ items, iceServers }: Heard) => {
      const last = items.at(-1);
      if (!last) return;
      if (last.kind === 'bye') {
        peer?.close();
        peer = null;
        setStage('waiting');
      } else if (side === 'staff' && last.kind === 'ready') {
        const now = meet(iceServers as RTCIceServer[]);
        await now.setLocalDescription(await now.createOffer());
        await say('offer', await gathered(now));
      } else if (side === 'person' && last.kind === 'ready') {
        await say('ready');
      } else if (side === 'person' && last.kind === 'offer') {
        const now = meet(iceServers as RTCIceServer[]);
        await now.setRemoteDescription({ type: 'offer', sdp: last.description });
        await now.setLocalDescription(await now.createAnswer());
        await say('answer', await gathered(now));
      } else if (side === 'staff' && last.kind === 'answer' && peer?.signalingState === 'have-local-offer') {
        await peer.setRemoteDescription({ type: 'answer', sdp: last.description });
      }
    };
    const listen = async (after: number): Promise<void> => {
      let next = after;
      try {
        const heard = await api.get<Heard>(`${path}?after=${after}`);
        if (ended) return;
        await take(heard);
        next = heard.last;
      } catch (error) {
        if (ended) return;
        // Ended at the seat, or passed on to another: nothing more will be said here.
        if (error instanceof Problem && (error.status === 409 || error.status === 403)) {
          peer?.close();
          return setStage('over');
        }
      }
      if (!ended) timer = setTimeout(() => void listen(next), lookEvery);
    };
    const begin = async () => {
      try {
        mine = await media();
      } catch {
        return setStage('denied');
      }
      if (ended) return stop();
      if (own.current) own.current.srcObject = mine;
      setStream(mine);
      setStage('waiting');
      // What was said before belongs to an earlier meeting.
      const before = await api.get<Heard>(`${path}?after=0`).catch(() => null);
      if (ended) return;
      await say('ready').catch(() => {});
      void listen(before?.last ?? 0);
    };
    void begin();
    return () => {
      ended = true;
      clearTimeout(timer);
      peer?.close();
      stop();
      void say('bye').catch(() => {});
    };
  }, [side, path, own, other]);
  return { stage, stream };
}

export function Video({ side, path }: { side: Side; path: string }) {
  const own = useRef<HTMLVideoElement>(null);
  const other = useRef<HTMLVideoElement>(null);
  const { stage, stream } = useTalk(side, path, own, other);
  const [off, setOff] = useState<{ audio?: boolean; video?: boolean }>({});
  const turn = (kind: 'audio' | 'video') => {
    const now = !off[kind];
    for (const track of stream?.getTracks().filter(t => t.kind === kind) ?? []) track.enabled = !now;
    setOff({ ...off, [kind]: now });
  };
  return (
    <section className="video" aria-label="视频">
      <p role="status">{said[stage]}</p>
      <div className="video-pictures">
        {/* What is said live has no captions. */}
        {/* biome-ignore lint/a11y/useMediaCaption: a live talk has none */}
        <video ref={other} autoPlay playsInline aria-label="对方" className="video-other" />
        <video ref={own} autoPlay playsInline muted aria-label="自己" className="video-own" />
      </div>
      {stream ? (
        <p className="video-verbs">
          <button type="button" aria-pressed={off.audio ?? false} onClick={() => turn('audio')}>
            {off.audio ? '打开麦克风' : '关掉麦克风'}
          </button>
          {stream.getVideoTracks().length > 0 ? (
            <button type="button" aria-pressed={off.video ?? false} onClick={() => turn('video')}>
              {off.video ? '打开摄像头' : '关掉摄像头'}
            </button>
          ) : null}
        </p>
      ) : null}
      <p className="video-note">画面和声音只在两边的浏览器之间传，加密，不录像。连不上时{side === 'staff' ? '请改打电话' : '帮办员会打您的电话'}。</p>
    </section>
  );
}
