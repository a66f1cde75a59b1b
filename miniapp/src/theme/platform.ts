// WeChat needs nothing beyond app.scss
export {};
