import { useState } from 'react';
import { View } from '@tarojs/components';
import { PERSON_NAME_MAX, PHONE_PATTERN } from '@linli/shared/accounts';
import type { Position } from '@linli/shared/areas';
import { ON_BEHALF_SOURCES, PLACE_TEXT_MAX, REPORT_DESCRIPTION_MAX, REPORT_PHOTOS_MAX, REPORT_SOURCE_LABELS } from '@linli/shared/reports';
import type { CategoryView, ReportCreatedView } from '@linli/shared/reports.dto';
import { useReportOnBehalf } from '@/api/desk';
import { useMe } from '@/api/me';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card, Second, Title } from '@/components/card';
import { Chips } from '@/components/chips';
import { MomentField } from '@/components/day-field';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { ShotPicker, useShots } from '@/components/shot-picker';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { useNow } from '@/lib/ticking';
import { msOf, sayTime } from '@/lib/times';
import { CategoryField } from '../../components/category-field';
import { DeskFrame } from '../../components/frame';
import { PATHS } from '../../rooms';
import s from '../../on-behalf.module.scss';

type Source = (typeof ON_BEHALF_SOURCES)[number];
const SOURCES = ON_BEHALF_SOURCES.map((value) => ({ value, label: REPORT_SOURCE_LABELS[value] }));

export default function OnBehalf() {
  const [done, setDone] = useState<ReportCreatedView | null>(null);
  const [round, setRound] = useState(0);
  const now = useNow();
  if (done)
    return (
      <DeskFrame title="代为上报" here="on-behalf">
        <Card>
          <Title>{done.caseNo}</Title>
          <Second>{done.areaText}</Second>
          <Second>{`${sayTime(msOf(done.responseDueAt), now)} 前要答复`}</Second>
          <View className={s.buttons}>
            <Button inline onPress={() => go(PATHS.report, { id: done.id })}>
              打开这件
            </Button>
            <Button
              inline
              kind="secondary"
              onPress={() => {
                setDone(null);
                setRound(round + 1);
              }}
            >
              再录一件
            </Button>
          </View>
        </Card>
      </DeskFrame>
    );
  return <Form key={round} onDone={setDone} />;
}

function Form({ onDone }: { onDone: (view: ReportCreatedView) => void }) {
  // the same over retries: a lost answer makes no second case
  const [id] = useState(newId);
  const [source, setSource] = useState<Source>('hotline_12345');
  const [externalNo, setExternalNo] = useState('');
  const [externalDueAt, setExternalDueAt] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [category, setCategory] = useState<CategoryView | null>(null);
  const [description, setDescription] = useState('');
  const [position, setPosition] = useState<Position | null>(null);
  const [communityCode, setCommunityCode] = useState<string | null>(null);
  const [placeText, setPlaceText] = useState('');
  const [tried, setTried] = useState(false);
  const [uploading, setUploading] = useState(false);
  const shots = useShots(REPORT_PHOTOS_MAX);
  const me = useMe();
  const within = widestArea(me.data, ['dispatcher']);
  const send = useReportOnBehalf();
  const hotline = source === 'hotline_12345';
  const bad = {
    externalNo: hotline && !externalNo.trim() ? '请填热线工单号' : null,
    phone: !phone || PHONE_PATTERN.test(phone) ? null : '请填 11 位手机号，或留空',
    category: category ? null : '请选类别',
    description: description.trim() ? null : '请写来电或来信说了什么',
    place: (position ?? communityCode) ? null : '请在地图上点一下，或选社区',
  };
  const submit = async () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !category) return;
    setUploading(true);
    try {
      const fileIds = await shots.upload();
      const view = await send.mutateAsync({
        id,
        source,
        categoryCode: category.code,
        description: description.trim(),
        fileIds,
        position: position ?? undefined,
        communityCode: position ? undefined : (communityCode ?? undefined),
        placeText: placeText.trim() || undefined,
        reporterName: name.trim() || undefined,
        reporterPhone: phone || undefined,
        externalNo: externalNo.trim() || undefined,
        externalDueAt: externalDueAt ?? undefined,
      });
      onDone(view);
    } catch (e) {
      say((e as Error).message, 'late');
    } finally {
      setUploading(false);
    }
  };
  return (
    <DeskFrame
      title="代为上报"
      here="on-behalf"
      footer={
        <Button pending={uploading || send.isPending} onPress={() => void submit()}>
          提交
        </Button>
      }
    >
      <View className={s.columns}>
        <View className={s.column}>
          <Card>
            <Field label="从哪里来">
              <Chips<Source> label="从哪里来" chips={SOURCES} value={source} onPress={setSource} />
            </Field>
            {hotline && (
              <>
                <Field label="热线工单号" error={tried ? bad.externalNo : null}>
                  <Input label="热线工单号" value={externalNo} maxLength={40} onChange={setExternalNo} />
                </Field>
                <Field label="热线要求办结时间" optional hint="比我们的时限早，就按它的算">
                  <MomentField label="热线要求办结时间" value={externalDueAt} onChange={setExternalDueAt} />
                </Field>
              </>
            )}
            {!hotline && (
              <Field label="来文编号" optional>
                <Input label="来文编号" value={externalNo} maxLength={40} onChange={setExternalNo} />
              </Field>
            )}
            <Field label="来电或来访人" optional hint="办结后回访用，只有值班员看得到">
              <Input label="姓名" value={name} placeholder="姓名" maxLength={PERSON_NAME_MAX} onChange={setName} />
            </Field>
            <Field label="电话" optional error={tried ? bad.phone : null}>
              <Input kind="phone" label="电话" value={phone} placeholder="手机号" maxLength={11} onChange={setPhone} />
            </Field>
          </Card>
        </View>
        <View className={s.column}>
          <Card>
            <Field label="类别" error={tried ? bad.category : null}>
              <CategoryField value={category} onChange={setCategory} />
            </Field>
            <Field label="说了什么" error={tried ? bad.description : null}>
              <Textarea
                label="说了什么"
                rows={4}
                maxLength={REPORT_DESCRIPTION_MAX}
                counted
                value={description}
                onChange={setDescription}
              />
            </Field>
            <Field label="照片" optional>
              <ShotPicker of={shots} max={REPORT_PHOTOS_MAX} label="加照片" />
            </Field>
          </Card>
          <Card>
            <Field label="在哪里" error={tried ? bad.place : null}>
              <PlaceField areaCode={communityCode ?? within} value={position} onChange={setPosition} />
            </Field>
            <Field label="只知道社区" optional hint="不知道准确位置时选，网格由您之后定">
              <AreaField
                label="社区"
                placeholder="选社区"
                value={communityCode}
                levels={['community']}
                within={within}
                clearable
                onChange={setCommunityCode}
              />
            </Field>
            <Field label="地点说明" optional>
              <Input
                label="地点说明"
                value={placeText}
                placeholder="例如：菜市口 12 号旁"
                maxLength={PLACE_TEXT_MAX}
                onChange={setPlaceText}
              />
            </Field>
            {send.error && <FieldError>{send.error.message}</FieldError>}
          </Card>
        </View>
      </View>
    </DeskFrame>
  );
}
