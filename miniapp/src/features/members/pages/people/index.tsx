import { useMembers } from '@/api/members';
import { Button } from '@/components/button';
import { Empty } from '@/components/faces';
import { List } from '@/components/list';
import { PaneTitle, Panes } from '@/components/panes';
import { ServiceFrame } from '@/components/service-frame';
import { SERVICE_PATHS } from '@/components/service-frame/rooms';
import { useAddress } from '@/lib/address';
import { go } from '@/lib/router';
import { useSlowly } from '@/lib/slowly';
import { useWide } from '@/lib/wide';
import { PeopleBar } from '../../components/people-bar';
import { PersonCard } from '../../components/person-card';
import { PersonMatter } from '../../components/person-matter';
import { NARROWING, PEOPLE_KEYS, peopleFilter } from '../../people-filter';

/** Everybody who serves here, for the desk. */
export default function People() {
  const wide = useWide();
  const [words, change] = useAddress(PEOPLE_KEYS);
  const q = useSlowly(words.q);
  const list = useMembers(peopleFilter({ ...words, q }));
  const filtered = NARROWING.some((k) => words[k]) || Boolean(words.q);
  const empty = (
    <Empty title="没有这样的人" text={filtered ? '放宽条件再看看。' : '居民登记成为志愿者后会出现在这里。'}>
      {filtered && (
        <Button kind="secondary" inline onPress={() => change({ q: null, ...Object.fromEntries(NARROWING.map((k) => [k, null])) })}>
          去掉筛选
        </Button>
      )}
    </Empty>
  );
  const bar = <PeopleBar words={words} change={change} />;
  if (!wide)
    return (
      <ServiceFrame title="服务人员" here="people">
        {bar}
        <List of={list} keyOf={(p) => p.personId} empty={empty}>
          {(p) => <PersonCard person={p} onPress={() => go(SERVICE_PATHS.person, { id: p.personId })} />}
        </List>
      </ServiceFrame>
    );
  return (
    <ServiceFrame title="服务人员" here="people" filled>
      <Panes
        of={list}
        keyOf={(p) => p.personId}
        empty={empty}
        head={
          <>
            <PaneTitle title="服务人员" />
            {bar}
          </>
        }
        id={words.id}
        onOpen={(id) => change({ id })}
        line={(p) => <PersonCard person={p} onPress={() => change({ id: p.personId })} />}
        nothing="从左边选一个人"
        matter={<PersonMatter key={words.id} id={words.id ?? ''} />}
      />
    </ServiceFrame>
  );
}
