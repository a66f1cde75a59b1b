import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { newId } from '@/lib/ids';
import { absolute } from '@/lib/origin';
import { keepPhoto } from '@/lib/photo-store';
import { say } from '@/lib/say';
import { Button } from '../button';
import { Sheet } from '../sheet';
import type { CoverPhotoProps } from './types';
import s from './cover-photo.module.scss';

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

const BLOCKS = 12;

/** Coarse squares of what is below: nothing of a face or a plate comes back from them. */
function cover(pen: CanvasRenderingContext2D, { x, y, w, h }: Box): void {
  const small = document.createElement('canvas');
  small.width = small.height = BLOCKS;
  small.getContext('2d')?.drawImage(pen.canvas, x, y, w, h, 0, 0, BLOCKS, BLOCKS);
  // two rounds: first the mean colours, then squares much larger than any stroke of a plate
  pen.imageSmoothingEnabled = false;
  pen.drawImage(small, 0, 0, BLOCKS, BLOCKS, x, y, w, h);
  const coarse = document.createElement('canvas');
  coarse.width = coarse.height = 3;
  coarse.getContext('2d')?.drawImage(small, 0, 0, BLOCKS, BLOCKS, 0, 0, 3, 3);
  pen.drawImage(coarse, 0, 0, 3, 3, x, y, w, h);
  pen.imageSmoothingEnabled = true;
}

const between = (a: { x: number; y: number }, b: { x: number; y: number }): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  w: Math.abs(a.x - b.x),
  h: Math.abs(a.y - b.y),
});

/** Draws boxes over faces and plates; what is kept is a new picture without them. */
export function CoverPhoto({ photo, onClose, onDone }: CoverPhotoProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useRef<HTMLImageElement | null>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const [boxes, setBoxes] = useState<Box[]>([]);
  /** What is being drawn, from pressing to letting go. */
  const [drawing, setDrawing] = useState<Box | null>(null);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const picture = new Image();
    picture.onload = () => {
      image.current = picture;
      setReady(true);
    };
    picture.onerror = () => say('照片没取到，请再试一次', 'late');
    picture.src = absolute(photo.largeUrl);
  }, [photo.largeUrl]);

  useEffect(() => {
    const el = canvas.current;
    const picture = image.current;
    if (!ready || !el || !picture) return;
    el.width = picture.naturalWidth;
    el.height = picture.naturalHeight;
    const pen = el.getContext('2d');
    if (!pen) return;
    pen.drawImage(picture, 0, 0);
    boxes.forEach((b) => cover(pen, b));
    if (!drawing) return;
    pen.strokeStyle = getComputedStyle(el).color;
    pen.lineWidth = el.width / 160;
    pen.strokeRect(drawing.x, drawing.y, drawing.w, drawing.h);
  }, [ready, boxes, drawing]);

  const at = (e: PointerEvent<HTMLCanvasElement>) => {
    const el = e.currentTarget;
    const r = el.getBoundingClientRect();
    return { x: ((e.clientX - r.left) / r.width) * el.width, y: ((e.clientY - r.top) / r.height) * el.height };
  };
  const done = () =>
    canvas.current?.toBlob(
      (blob) => {
        if (!blob || !canvas.current) return;
        const { width, height } = canvas.current;
        const id = newId();
        void keepPhoto(id, blob).then((path) =>
          onDone({ id, path, width, height, bytes: blob.size, capturedAt: new Date().toISOString() }),
        );
      },
      'image/jpeg',
      0.85,
    );
  return (
    <Sheet
      open
      title="拖出方框盖住人脸和车牌"
      onClose={onClose}
      footer={
        <div className={s.ways}>
          <Button kind="secondary" icon="undo-2" disabled={boxes.length === 0} onPress={() => setBoxes(boxes.slice(0, -1))}>
            撤一步
          </Button>
          <Button disabled={!ready} onPress={done}>
            {boxes.length ? `完成（${boxes.length} 处）` : '没有人脸和车牌'}
          </Button>
        </div>
      }
    >
      <canvas
        ref={canvas}
        className={s.canvas}
        aria-label="照片，拖动画方框"
        onPointerDown={(e) => {
          e.currentTarget.setPointerCapture(e.pointerId);
          from.current = at(e);
        }}
        onPointerMove={(e) => {
          if (from.current) setDrawing(between(from.current, at(e)));
        }}
        onPointerUp={(e) => {
          const start = from.current;
          from.current = null;
          setDrawing(null);
          if (!start) return;
          const box = between(start, at(e));
          if (box.w > 8 && box.h > 8) setBoxes([...boxes, box]);
        }}
      />
    </Sheet>
  );
}
