import { useState } from 'react';
import { HEADCOUNT_MAX, ORDER_ADDRESS_MAX } from '@linli/shared/orders';
import type { PostView } from '@linli/shared/orders-posts.dto';
import { useUpdatePost } from '@/api/posts';
import { Button } from '@/components/button';
import { Field, FieldError, Input } from '@/components/field';
import { Sheet } from '@/components/sheet';
import { say } from '@/lib/say';
import { InChargeField } from './in-charge-field';
import { NumberField } from './number-field';

/** Later shifts that nobody has accepted follow. */
export function EditPostSheet({ post, onClose }: { post: PostView; onClose: () => void }) {
  const [title, setTitle] = useState(post.title);
  const [placeText, setPlaceText] = useState(post.placeText);
  const [headcount, setHeadcount] = useState(post.headcount);
  const [inCharge, setInCharge] = useState<{ id: string; name: string } | null>(null);
  const update = useUpdatePost(post.id);
  const bad = title.trim().length < 2 ? '请填名称' : placeText.trim().length < 2 ? '请填地点' : headcount < 1 ? '至少 1 人' : null;
  const save = () =>
    update.mutate(
      { title: title.trim(), placeText: placeText.trim(), headcount, inChargeId: inCharge?.id },
      {
        onSuccess: () => {
          say('已保存，没人报名的班次会跟着改', 'done');
          onClose();
        },
      },
    );
  return (
    <Sheet
      open
      title="修改岗位"
      onClose={onClose}
      footer={
        <Button disabled={Boolean(bad)} pending={update.isPending} onPress={save}>
          保存
        </Button>
      }
    >
      <Field label="名称">
        <Input label="名称" value={title} maxLength={30} onChange={setTitle} />
      </Field>
      <Field label="地点">
        <Input label="地点" value={placeText} maxLength={ORDER_ADDRESS_MAX} onChange={setPlaceText} />
      </Field>
      <Field label="每班几人">
        <NumberField label="每班人数" unit="人" value={headcount} min={1} max={HEADCOUNT_MAX} onChange={setHeadcount} />
      </Field>
      <Field label="负责人" optional hint={`现在是${post.inChargeName}`}>
        <InChargeField areaCode={post.areaCode} teamId={post.teamId} value={inCharge} onChange={setInCharge} />
      </Field>
      {(bad ?? update.error) && <FieldError>{bad ?? update.error?.message}</FieldError>}
    </Sheet>
  );
}
