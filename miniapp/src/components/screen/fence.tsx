import { Component, type PropsWithChildren } from 'react';
import { go } from '@/lib/router';
import { Button } from '../button';
import { Empty } from '../faces';

/** A fault while a page is drawn is a sentence and two ways on, not a white screen: what was typed is kept as drafts. */
export class Fence extends Component<PropsWithChildren, { fallen: boolean }> {
  state = { fallen: false };

  static getDerivedStateFromError() {
    return { fallen: true };
  }

  render() {
    if (!this.state.fallen) return this.props.children;
    return (
      <Empty title="这一页没能打开" text="您提交过的内容都在。可以再试一次，或先回首页。" drawing="lost">
        <Button kind="secondary" icon="refresh-cw" inline onPress={() => this.setState({ fallen: false })}>
          再试一次
        </Button>
        <Button kind="text" inline onPress={() => go('/pages/home/index')}>
          回首页
        </Button>
      </Empty>
    );
  }
}
