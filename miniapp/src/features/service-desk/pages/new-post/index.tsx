import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import type { Position } from '@linli/shared/areas';
import { HEADCOUNT_MAX, ORDER_ADDRESS_MAX, ORDER_MINUTES_MAX, ORDER_REMARK_MAX } from '@linli/shared/orders';
import type { MenuItemView } from '@linli/shared/orders-menu.dto';
import { useMe } from '@/api/me';
import { useMyServiceTeams, useServiceTeam, useServiceTeams } from '@/api/members';
import { useHolds } from '@/api/me';
import { useCreatePost } from '@/api/posts';
import { fieldError } from '@/api/problem';
import { AreaField } from '@/components/area-field';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Select, ToggleRow } from '@/components/choice';
import { DayField, MomentField } from '@/components/day-field';
import { Field, FieldError, Input, Textarea } from '@/components/field';
import { PlaceField } from '@/components/place-field';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { newId } from '@/lib/ids';
import { widestArea } from '@/lib/roles';
import { swap } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { dayOf, msOf } from '@/lib/times';
import { InChargeField } from '../../components/in-charge-field';
import { ItemField } from '../../components/item-field';
import { NumberField } from '../../components/number-field';
import { WeekdaysField } from '../../components/weekdays-field';
import s from '../../desk.module.scss';

const weekdayOf = (iso: string) => new Date(msOf(iso) + 8 * 3_600_000).getUTCDay() || 7;

/** What several do together at a place; one companion for one person is an order. */
const mansPost = (i: MenuItemView) => i.mode === 'site' || (i.mode === 'out' && i.maxPeople > 1);

/** A post with its first shift, once or every week: the desk's, or a leader's for the own team. */
export default function NewPost() {
  const { team: wantedTeam, area: wantedArea } = useRouter().params;
  const [id] = useState(newId);
  const me = useMe();
  const desk = useHolds('dispatcher');
  const within = widestArea(me.data, ['dispatcher']);
  const [title, setTitle] = useState('');
  const [item, setItem] = useState<MenuItemView | null>(null);
  const [picked, setPicked] = useState<string | null>(wantedArea ?? null);
  const [placeText, setPlaceText] = useState('');
  const [position, setPosition] = useState<Position | null>(null);
  const [startAt, setStartAt] = useState<string | null>(null);
  const [minutes, setMinutes] = useState(60);
  const [headcount, setHeadcount] = useState(5);
  const [weekly, setWeekly] = useState(false);
  const [weekdays, setWeekdays] = useState<number[]>([]);
  const [until, setUntil] = useState<string | null>(null);
  const [teamId, setTeamId] = useState<string | null>(wantedTeam ?? null);
  const [inCharge, setInCharge] = useState<{ id: string; name: string } | null>(null);
  const [remark, setRemark] = useState('');
  const [tried, setTried] = useState(false);
  const make = useCreatePost();
  const areaCode = picked ?? (within?.length === 12 ? within : null);
  const ofDesk = useServiceTeams({ areaCode: areaCode?.slice(0, 12) }, desk && areaCode !== null);
  const mine = useMyServiceTeams();
  const chosen = useServiceTeam(teamId ?? undefined);
  const teams = (desk ? (ofDesk.data?.pages ?? []).flatMap((p) => p.items) : (mine.data ?? []).filter((t) => t.leading)).filter(
    (t) => !t.retired,
  );
  const options = teams.some((t) => t.id === teamId) || !chosen.data ? teams : [chosen.data, ...teams];
  // the first shift's day is one of the pattern
  const days = startAt && !weekdays.includes(weekdayOf(startAt)) ? [...weekdays, weekdayOf(startAt)].sort((a, b) => a - b) : weekdays;
  const bad = {
    title: title.trim().length >= 2 ? null : '请填名称',
    item: item ? null : '请选服务',
    area: areaCode ? null : '请选社区',
    place: placeText.trim().length >= 2 ? null : '请填集合地点',
    startAt: startAt ? null : '请选时间',
    headcount: headcount >= 1 ? null : '至少 1 人',
    team: desk || teamId ? null : '请选您带的服务队',
  };
  const shown = (mistake: string | null, path: string) => (tried ? mistake : null) ?? fieldError(make.error, path);
  const send = () => {
    setTried(true);
    if (Object.values(bad).some(Boolean) || !item || !areaCode || !startAt) {
      say('还有没填好的地方，已标出来', 'late');
      return;
    }
    make.mutate(
      {
        id,
        title: title.trim(),
        itemCode: item.code,
        remark: remark.trim() || undefined,
        areaCode,
        placeText: placeText.trim(),
        position: position ?? undefined,
        startAt,
        minutes,
        headcount,
        weekly: weekly ? { weekdays: days, until: until ?? undefined } : undefined,
        teamId: teamId ?? undefined,
        inChargeId: inCharge?.id,
      },
      {
        onSuccess: (p) => {
          say('已排好，队员和附近的人都能报名', 'done');
          swap(SERVICE_PATHS.post, { id: p.id });
        },
        onError: (e) => say(e.message, 'late'),
      },
    );
  };
  return (
    <ServiceFrame
      title="新建岗位"
      here="posts"
      footer={
        <Button pending={make.isPending} onPress={send}>
          排班
        </Button>
      }
    >
      <View className={s.columns}>
        <View className={s.column}>
          <Card>
            <Field label="名称" error={shown(bad.title, 'title')}>
              <Input label="名称" placeholder="例如：菜市口红袖章值守" value={title} maxLength={30} onChange={setTitle} />
            </Field>
            {(desk ? within?.length !== 12 : !areaCode) && (
              <Field label="社区" error={shown(bad.area, 'areaCode')}>
                <AreaField label="社区" value={areaCode} levels={['community']} within={within} onChange={setPicked} />
              </Field>
            )}
            <Field label="做什么" error={shown(bad.item, 'itemCode')}>
              <ItemField communityCode={areaCode?.slice(0, 12)} value={item} onChange={setItem} only={mansPost} />
            </Field>
            <Field label="集合地点" error={shown(bad.place, 'placeText')}>
              <Input
                label="集合地点"
                placeholder="例如：菜市口岗亭"
                value={placeText}
                maxLength={ORDER_ADDRESS_MAX}
                onChange={setPlaceText}
              />
            </Field>
            <Field label="注意事项" optional>
              <Textarea label="注意事项" rows={2} value={remark} maxLength={ORDER_REMARK_MAX} onChange={setRemark} />
            </Field>
          </Card>
          <Card>
            <Field label="服务队" optional={desk} hint="队员最先看到" error={shown(bad.team, 'teamId')}>
              <Select
                label="服务队"
                placeholder="不指定"
                options={options.map((t) => ({ value: t.id, label: t.name, note: `${t.memberCount} 人` }))}
                value={teamId}
                onChange={(t) => {
                  setTeamId(t);
                  setInCharge(null);
                }}
              />
            </Field>
            <Field label="负责人" optional hint="当天出示现场码、确认名单；不选就是您自己">
              <InChargeField areaCode={areaCode ?? ''} teamId={teamId} value={inCharge} onChange={setInCharge} />
            </Field>
          </Card>
        </View>
        <View className={s.column}>
          <Card>
            <Field label={weekly ? '第一班什么时候' : '什么时候'} error={shown(bad.startAt, 'startAt')}>
              <MomentField label="什么时候" value={startAt} from={dayOf(serverNow())} onChange={setStartAt} />
            </Field>
            <Field label="多久" error={shown(null, 'minutes')}>
              <NumberField label="时长" unit="分钟" value={minutes} min={15} max={ORDER_MINUTES_MAX} step={15} onChange={setMinutes} />
            </Field>
            <Field label="每班几人" error={shown(bad.headcount, 'headcount')}>
              <NumberField label="每班人数" unit="人" value={headcount} min={1} max={HEADCOUNT_MAX} onChange={setHeadcount} />
            </Field>
            <ToggleRow title="每周固定" note="提前四周自动排出班次" on={weekly} onChange={setWeekly} />
            {weekly && (
              <>
                <Field label="星期几">
                  <WeekdaysField value={days} onChange={setWeekdays} />
                </Field>
                <Field label="到哪一天" optional hint="不填就一直排，随时可以结束">
                  <DayField label="到哪一天" value={until} from={dayOf(serverNow())} onChange={setUntil} />
                </Field>
              </>
            )}
          </Card>
          <Card title="在地图上标一下（选填）">
            <PlaceField areaCode={areaCode ?? within} value={position} onChange={setPosition} />
          </Card>
          {make.error && <FieldError>{make.error.message}</FieldError>}
        </View>
      </View>
    </ServiceFrame>
  );
}
