import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro';
import { RECORD_REASON_MAX, RECORD_REASON_MIN } from '@linli/shared/timebank-records';
import type { PublicRecordView } from '@linli/shared/timebank-records.dto';
import { useMe } from '@/api/me';
import { usePersonId } from '@/api/session';
import { useListedRecords, useObjection } from '@/api/timebank-records';
import { CommunityPicker } from '@/components/area-picker';
import { Button } from '@/components/button';
import { Card, Row, Second } from '@/components/card';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { ReasonSheet } from '@/components/reason-sheet';
import { Screen } from '@/components/screen';
import { sayLastDay, sayMinutes } from '@/components/service-record/words';
import { newId } from '@/lib/ids';
import { go } from '@/lib/router';
import { say } from '@/lib/say';
import { serverNow } from '@/lib/server-clock';
import { sayDate } from '@/lib/times';
import s from '../../points.module.scss';

/** What a community lists now, masked; whoever is signed in may object. */
export default function ListedRecords() {
  const personId = usePersonId();
  const home = useMe().data?.homeCommunityCode ?? null;
  const asked = useRouter().params.communityCode ?? null;
  const [picked, setPicked] = useState<{ code: string; name: string } | null>(null);
  const [picking, setPicking] = useState(false);
  const [about, setAbout] = useState<PublicRecordView | null>(null);
  const code = picked?.code ?? asked ?? home;
  const list = useListedRecords(code);
  usePullDownRefresh(() => {
    void list.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const place = picked?.name ?? list.data?.pages[0]?.items[0]?.communityText;
  return (
    <Screen title="时长公示">
      <Card flush>
        <Row icon="map-pin" title={place ?? (code ? '我的社区' : '选择社区')} note="看哪个社区的公示" onPress={() => setPicking(true)} />
      </Card>
      <View className={s.filters}>
        <Second>公示 3 个工作日，姓名已打码。发现不实，可以提出异议，社区会核实并答复。</Second>
      </View>
      {code === null ? (
        <Empty title="先选一个社区" text="各社区的服务时长分开公示" />
      ) : (
        <List
          key={code}
          of={list}
          keyOf={(r) => r.id}
          empty={<Empty title="现在没有公示" text="有新的服务时长，会在这里公示 3 个工作日" drawing="street" />}
        >
          {(r) => (
            <Card
              title={`${r.name} · ${r.title}`}
              aside={
                <Button
                  kind="text"
                  size="small"
                  inline
                  label={`对${r.name}的${r.title}提出异议`}
                  onPress={() => (personId ? setAbout(r) : go('/pages/sign-in/index'))}
                >
                  提出异议
                </Button>
              }
            >
              <Second>{`${sayDate(r.day, serverNow())} · ${sayMinutes(r.minutes)} · 公示到${sayLastDay(r.until, serverNow())}`}</Second>
            </Card>
          )}
        </List>
      )}
      <CommunityPicker
        open={picking}
        onClose={() => setPicking(false)}
        onPick={(community) => {
          setPicked({ code: community.code, name: community.name });
          setPicking(false);
        }}
      />
      {about && <Objection record={about} onClose={() => setAbout(null)} />}
    </Screen>
  );
}

function Objection({ record, onClose }: { record: PublicRecordView; onClose: () => void }) {
  const [id] = useState(newId);
  const objection = useObjection(record.id);
  const send = (reason: string) =>
    objection.mutate(
      { id, reason },
      {
        onSuccess: () => {
          say('已提交，处理结果会告诉您', 'done');
          onClose();
        },
      },
    );
  return (
    <ReasonSheet
      title="提出异议"
      label={`${record.name} · ${record.title}`}
      hint="写明哪里不实。您的姓名不会告诉对方"
      field="reason"
      min={RECORD_REASON_MIN}
      max={RECORD_REASON_MAX}
      pending={objection.isPending}
      error={objection.error}
      send={send}
      onClose={onClose}
    />
  );
}
