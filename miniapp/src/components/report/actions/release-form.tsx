import { useState } from 'react';
import { Text, View } from '@tarojs/components';
import { REPORT_DESCRIPTION_MAX } from '@linli/shared/reports';
import type { ReportPhotoView } from '@linli/shared/reports.dto';
import { fieldError } from '@/api/problem';
import { uploadShot } from '@/api/upload';
import { CoverPhoto } from '../../cover-photo';
import { Button } from '../../button';
import { Field, Textarea } from '../../field';
import { PhotoGrid } from '../../photo-grid';
import type { Shot } from '@/lib/shot';
import { FormShell } from './form-shell';
import type { ActionFormProps } from './types';
import s from './release.module.scss';

type Covered = Record<string, Shot | 'left_out' | undefined>;

const NAMES = { before: '处理前', after: '处理后' } as const;

/** Photo by photo: faces and plates covered by hand, or left out; the words read by the public are written anew. */
export function ReleaseForm({ report, send, pending, error }: ActionFormProps) {
  const photos = report.photos.filter(
    (p): p is ReportPhotoView & { kind: 'before' | 'after' } => p.kind === 'before' || p.kind === 'after',
  );
  const [text, setText] = useState('');
  const [covered, setCovered] = useState<Covered>({});
  const [open, setOpen] = useState<ReportPhotoView | null>(null);
  const undecided = photos.filter((p) => !covered[p.id]).length;
  const missing = undecided ? `还有 ${undecided} 张照片没看过` : text.trim().length < 2 ? '请写公开的说明' : null;
  const make = async () => {
    const ids: { kind: 'before' | 'after'; id: string }[] = [];
    for (const p of photos) {
      const shot = covered[p.id];
      if (shot && shot !== 'left_out') ids.push({ kind: p.kind, id: (await uploadShot(shot)).id });
    }
    const before = ids.filter((x) => x.kind === 'before');
    return {
      text: text.trim(),
      fileIds: [...before, ...ids.filter((x) => x.kind === 'after')].map((x) => x.id),
      beforeCount: before.length,
    };
  };
  const stateOf = (id: string) => {
    const c = covered[id];
    if (c === 'left_out') return '不公开';
    return c ? '已遮盖' : '待处理';
  };
  return (
    <FormShell label="公开" missing={missing} pending={pending} error={error} onSend={() => send(make)}>
      <Field label="照片" hint="人脸和车牌要涂掉；拿不准的不要公开">
        {photos.map((p) => (
          <View key={p.id} className={s.line}>
            <PhotoGrid photos={[p]} small />
            <View className={s.words}>
              <Text>{NAMES[p.kind]}</Text>
              <Text className={s.state}>{stateOf(p.id)}</Text>
            </View>
            <Button kind="secondary" size="small" inline onPress={() => setOpen(p)}>
              遮盖
            </Button>
            <Button kind="text" size="small" inline onPress={() => setCovered({ ...covered, [p.id]: 'left_out' })}>
              不公开
            </Button>
          </View>
        ))}
      </Field>
      <Field label="公开的说明" hint="不要写姓名、电话和门牌" error={fieldError(error, 'text')}>
        <Textarea label="公开的说明" value={text} maxLength={REPORT_DESCRIPTION_MAX} rows={3} onChange={setText} />
      </Field>
      {open && (
        <CoverPhoto
          photo={open}
          onClose={() => setOpen(null)}
          onDone={(shot) => {
            setCovered({ ...covered, [open.id]: shot });
            setOpen(null);
          }}
        />
      )}
    </FormShell>
  );
}
