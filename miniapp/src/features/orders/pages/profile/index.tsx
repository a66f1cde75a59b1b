import { useState } from 'react';
import { View } from '@tarojs/components';
import type { Position } from '@linli/shared/areas';
import { ELDER_ADDRESS_MAX, ELDER_NEEDS, ELDER_NEED_LABELS, ELDER_NOTE_MAX, type ElderNeed } from '@linli/shared/elders';
import type { ElderView } from '@linli/shared/elders.dto';
import { useCreateElder, useMyElders, useUpdateElder } from '@/api/elders';
import { useMe } from '@/api/me';
import { fieldError } from '@/api/problem';
import { usePersonId } from '@/api/session';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Chips } from '@/components/chips';
import { Faces } from '@/components/faces';
import { Field, FieldError, Input } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { Screen } from '@/components/screen';
import { Sheet } from '@/components/sheet';
import { SignInCard } from '@/components/sign-in-card';
import { tick } from '@/lib/haptics';
import { newId } from '@/lib/ids';
import { back } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf } from '@/lib/times';

const NEEDS = ELDER_NEEDS.map((n) => ({ value: n, label: ELDER_NEED_LABELS[n] }));

/** One's own particulars: filled once, used by every order. */
export default function Profile() {
  const personId = usePersonId();
  const elders = useMyElders();
  if (!personId)
    return (
      <Screen title="我的服务资料">
        <SignInCard text="登录后填写，以后点单不用再填地址" />
      </Screen>
    );
  if (!elders.data)
    return (
      <Screen title="我的服务资料">
        <Faces of={elders}>{() => null}</Faces>
      </Screen>
    );
  return <ProfileForm own={elders.data.find((e) => e.self) ?? null} />;
}

function ProfileForm({ own }: { own: ElderView | null }) {
  const me = useMe();
  const [id] = useState(newId);
  const [address, setAddress] = useState(own?.address ?? '');
  const [position, setPosition] = useState<Position | null>(own?.position ?? null);
  const [year, setYear] = useState(own ? String(own.birthYear) : '');
  const [needs, setNeeds] = useState<readonly ElderNeed[]>(own?.needs ?? []);
  const [note, setNote] = useState(own?.note ?? '');
  const [community, setCommunity] = useState<{ code: string; name: string } | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [map, setMap] = useState(false);
  const [tried, setTried] = useState(false);
  const create = useCreateElder();
  const update = useUpdateElder(own?.id ?? '');
  const writing = own ? update : create;
  const thisYear = Number(dayOf(serverNow()).slice(0, 4));
  const born = Number(year);
  const noYear = !(born >= 1900 && born <= thisYear) ? '请填四位的出生年份，比如 1950' : null;
  const noAddress = address.trim().length < 2 ? '请写到门牌号' : null;
  const homeCode = community?.code ?? me.data?.homeCommunityCode ?? null;
  const noHome = !own && !homeCode && !position ? '请选您住的社区' : null;

  const save = () => {
    setTried(true);
    const first = noAddress ?? noHome ?? (own ? null : noYear);
    if (first) {
      say(first, 'late');
      return;
    }
    const fields = {
      address: address.trim(),
      ...(position ? { position } : {}),
      needs: [...needs],
      ...(note.trim() || own?.note ? { note: note.trim() } : {}),
    };
    const done = () => {
      tick();
      say('存好了', 'done');
      back();
    };
    if (own) update.mutate(fields, { onSuccess: done });
    else create.mutate({ id, birthYear: born, ...fields, ...(homeCode ? { communityCode: homeCode } : {}) }, { onSuccess: done });
  };
  const toggle = (need: ElderNeed) => setNeeds(needs.includes(need) ? needs.filter((n) => n !== need) : [...needs, need]);
  return (
    <Screen
      title="我的服务资料"
      footer={
        <View>
          {writing.error && <FieldError>{writing.error.message}</FieldError>}
          <Button pending={writing.isPending} onPress={save}>
            保存
          </Button>
        </View>
      }
    >
      <Card title="住在哪里">
        {!own && (
          <Field label="社区" error={tried ? noHome : null}>
            <Button kind="secondary" icon="house" onPress={() => setChoosing(true)}>
              {community?.name ?? me.data?.homeCommunityName ?? '选社区'}
            </Button>
          </Field>
        )}
        <Field label="地址" hint="只有接单的人和社区看得到" error={(tried ? noAddress : null) ?? fieldError(writing.error, 'address')}>
          <Input
            label="地址"
            value={address}
            placeholder="几栋几单元几号"
            maxLength={ELDER_ADDRESS_MAX}
            invalid={tried && noAddress !== null}
            onChange={setAddress}
          />
        </Field>
        <Button kind="text" size="small" inline icon="map-pin" onPress={() => setMap(true)}>
          {position ? '位置已标好，改一下' : '在地图上标一下（选填）'}
        </Button>
      </Card>
      <Card title="来的人要知道的">
        {!own && (
          <Field label="出生年份" error={(tried ? noYear : null) ?? fieldError(writing.error, 'birthYear')}>
            <Input
              label="出生年份"
              kind="digits"
              value={year}
              maxLength={4}
              placeholder="比如 1950"
              onChange={(v) => setYear(v.replace(/\D/g, ''))}
            />
          </Field>
        )}
        <Field label="点一下符合的" optional>
          <Chips label="符合的" chips={NEEDS} value={needs} onPress={toggle} />
        </Field>
        <Field label="还要说的" optional error={fieldError(writing.error, 'note')}>
          <Input label="还要说的" value={note} placeholder="比如 门铃坏了，请敲门" maxLength={ELDER_NOTE_MAX} onChange={setNote} />
        </Field>
      </Card>
      <Sheet open={map} title="标一下位置" onClose={() => setMap(false)} footer={<Button onPress={() => setMap(false)}>好了</Button>}>
        <PlaceField areaCode={own?.communityCode ?? homeCode ?? undefined} value={position} onChange={setPosition} />
      </Sheet>
      <CommunityPicker
        open={choosing}
        title="我住在"
        onClose={() => setChoosing(false)}
        onPick={(c) => {
          setChoosing(false);
          setCommunity(c);
        }}
      />
    </Screen>
  );
}
