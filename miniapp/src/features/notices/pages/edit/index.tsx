import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { NOTICE_TEXT_MAX, NOTICE_TEXT_MIN, NOTICE_TITLE_MAX, NOTICE_TITLE_MIN } from '@linli/shared/notices';
import type { NoticeView } from '@linli/shared/notices.dto';
import { useMe } from '@/api/me';
import { useCreateNotice, useNotice, useNoticeAct } from '@/api/notices';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { DayField } from '@/components/day-field';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { Screen } from '@/components/screen';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { back } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';
import s from '../../notices.module.scss';

const WEEK_MS = 7 * 86_400_000;

/** A new notice, or the words of one that is not out yet. */
export default function EditNotice() {
  const { id = '' } = useRouter().params;
  const notice = useNotice(id);
  if (!id) return <Form before={null} />;
  if (notice.data) return <Form key={notice.data.id} before={notice.data} />;
  return (
    <Screen title="修改公告">
      <Faces of={notice}>{() => null}</Faces>
    </Screen>
  );
}

function Form({ before }: { before: NoticeView | null }) {
  const today = dayOf(serverNow());
  const within = widestArea(useMe().data, ['dispatcher']);
  const [newOne] = useState(newId);
  const [title, setTitle] = useState(before?.title ?? '');
  const [text, setText] = useState(before?.text ?? '');
  const [area, setArea] = useState<string | null>(before?.areaCode ?? null);
  const [from, setFrom] = useState(before?.from ?? today);
  const [to, setTo] = useState(before?.to ?? dayOf(serverNow() + WEEK_MS));
  const [tried, setTried] = useState(false);
  const create = useCreateNotice();
  const revise = useNoticeAct(before?.id ?? '');
  const areaCode = area ?? within ?? null;
  const error = create.error ?? revise.error;
  const faults = {
    title: title.trim().length < NOTICE_TITLE_MIN ? `标题至少 ${NOTICE_TITLE_MIN} 个字` : fieldError(error, 'title'),
    text: text.trim().length < NOTICE_TEXT_MIN ? `内容至少 ${NOTICE_TEXT_MIN} 个字` : fieldError(error, 'text'),
    areaCode: areaCode === null ? '请选择给哪里看' : fieldError(error, 'areaCode'),
  };
  const done = {
    onSuccess: () => {
      say('已提交，等另一位同事审批', 'done');
      back();
    },
  };
  const send = () => {
    setTried(true);
    if (areaCode === null || title.trim().length < NOTICE_TITLE_MIN || text.trim().length < NOTICE_TEXT_MIN) return;
    const words = { title: title.trim(), text: text.trim(), areaCode, from, to };
    if (before) revise.mutate({ action: 'revise', body: words }, done);
    else create.mutate({ id: newOne, ...words }, done);
  };
  const known = ['title', 'text', 'areaCode', 'from', 'to'].some((f) => fieldError(error, f));
  return (
    <Screen
      title={before ? '修改公告' : '写公告'}
      footer={
        <Button icon="send" pending={create.isPending || revise.isPending} onPress={send}>
          提交审批
        </Button>
      }
    >
      <Card>
        <Field label="标题" error={tried ? faults.title : null}>
          <Input label="标题" value={title} onChange={setTitle} maxLength={NOTICE_TITLE_MAX} placeholder="例如：周六停水通知" />
        </Field>
        <Field label="内容" hint="说清什么事、哪里、几点到几点、问谁" error={tried ? faults.text : null}>
          <Textarea label="内容" value={text} onChange={setText} maxLength={NOTICE_TEXT_MAX} rows={6} counted />
        </Field>
        <Field label="给哪里看" error={tried ? faults.areaCode : null}>
          <AreaField label="范围" value={areaCode} within={within} levels={['district', 'street', 'community']} onChange={setArea} />
        </Field>
        <View className={s.pair}>
          <View className={s.half}>
            <Field label="从" error={fieldError(error, 'from')}>
              <DayField label="从哪天" value={from} from={before && before.from < today ? before.from : today} onChange={setFrom} />
            </Field>
          </View>
          <View className={s.half}>
            <Field label="到" hint="含这一天" error={fieldError(error, 'to')}>
              <DayField label="到哪天" value={to} from={from > today ? from : today} onChange={setTo} />
            </Field>
          </View>
        </View>
        {error && !known && <FieldError>{error.message}</FieldError>}
      </Card>
    </Screen>
  );
}
