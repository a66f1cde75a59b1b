import { View } from '@tarojs/components';

/** WeChat wants a component here. The bar itself is drawn by Screen: it follows letters, colours and the camera between the rooms. */
export default function CustomTabBar() {
  return <View />;
}
