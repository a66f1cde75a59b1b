import { useEffect, useRef, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { Button } from '../button';
import { Field, Input } from '../field';
import { Sheet } from '../sheet';
import type { Scanner, ScannerWords } from '.';
import s from './scanner.module.scss';

/** Pictures of the camera, read three times a second. */
function useCamera(on: boolean, onCode: (code: string) => void) {
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const tell = useRef(onCode);
  useEffect(() => {
    tell.current = onCode;
  });
  useEffect(() => {
    if (!on) return;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setInterval> | undefined;
    let gone = false;
    void (async () => {
      try {
        const { default: read } = await import('jsqr');
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
        const el = video.current;
        if (gone || !el) return;
        el.srcObject = stream;
        await el.play();
        const canvas = document.createElement('canvas');
        timer = setInterval(() => {
          const scale = Math.min(1, 640 / Math.max(el.videoWidth, 1));
          canvas.width = Math.round(el.videoWidth * scale);
          canvas.height = Math.round(el.videoHeight * scale);
          const pen = canvas.getContext('2d', { willReadFrequently: true });
          if (!pen || !canvas.width) return;
          pen.drawImage(el, 0, 0, canvas.width, canvas.height);
          const found = read(pen.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
          if (found?.data) tell.current(found.data);
        }, 330);
      } catch {
        setTrouble('打不开相机，请在下面输入');
      }
    })();
    return () => {
      gone = true;
      clearInterval(timer);
      stream?.getTracks().forEach((t) => t.stop());
    };
  }, [on]);
  return { video, trouble };
}

const POINT: ScannerWords = { field: '或者输入编号', hint: '编号印在二维码下面' };

/** Browsers: the camera in a sheet, and always the digits beside it. */
export function useScanner(onCode: (code: string) => void, words: ScannerWords = POINT): Scanner {
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const take = (code: string) => {
    setOpen(false);
    setTyped('');
    onCode(code);
  };
  const { video, trouble } = useCamera(open, take);
  const view = (
    <Sheet
      open={open}
      title="扫一扫"
      onClose={() => setOpen(false)}
      footer={
        <Button disabled={typed.trim().length < 4} onPress={() => take(typed.trim())}>
          确定
        </Button>
      }
    >
      {trouble ? (
        <Text>{trouble}</Text>
      ) : (
        <View className={s.frame}>
          <video ref={video} className={s.video} playsInline muted aria-label="相机画面" />
        </View>
      )}
      <View className={s.typed}>
        <Field label={words.field} hint={words.hint}>
          <Input value={typed} onChange={setTyped} label={words.field} maxLength={200} onDone={() => typed.trim() && take(typed.trim())} />
        </Field>
      </View>
    </Sheet>
  );
  return { scan: () => setOpen(true), view };
}
