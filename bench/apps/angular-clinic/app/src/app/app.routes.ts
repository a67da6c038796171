import { Routes } from '@angular/router';
import { AppointmentsPage } from './appointments-page';
import { BookPage } from './book-page';

export const routes: Routes = [
  { path: '', pathMatch: 'full', redirectTo: 'appointments' },
  { path: 'appointments', component: AppointmentsPage },
  { path: 'book', component: BookPage },
];
