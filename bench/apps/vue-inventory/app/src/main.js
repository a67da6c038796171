import { createApp } from "vue";
import { createI18n } from "vue-i18n";
import { createRouter, createWebHistory } from "vue-router";
import App from "./App.vue";
import en from "./locales/en.json";

const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: "/", redirect: "/stock" },
    { path: "/stock", component: () => import("./pages/StockPage.vue") },
    { path: "/stock/:id", component: () => import("./pages/PartPage.vue"), props: true },
    { path: "/suppliers", component: () => import("./pages/SuppliersPage.vue") },
  ],
});

createApp(App)
  .use(router)
  .use(createI18n({ legacy: false, locale: "en", messages: { en } }))
  .mount("#app");
