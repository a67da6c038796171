import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';

@Component({
  selector: 'app-root',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <header>
      <strong>Harbour Clinic</strong>
      <a routerLink="/appointments" routerLinkActive="active">Appointments</a>
      <a routerLink="/book" routerLinkActive="active">Book</a>
    </header>
    <main><router-outlet /></main>
  `,
  styles: `
    header { display: flex; gap: 26px; padding: 16px 36px; background: #0b4a5c; color: #fff; }
    a { color: #b8dbe4; text-decoration: none; }
    a.active { color: #fff; font-weight: 600; }
    main { max-width: 820px; margin: 30px auto; padding: 0 24px; }
  `,
})
export class App {}
