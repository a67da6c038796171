import { Component } from '@angular/core';

@Component({
  selector: 'app-appointments-page',
  templateUrl: './appointments-page.html',
  styles: `
    ul { list-style: none; padding: 0; display: grid; gap: 10px; }
    li { display: flex; gap: 18px; align-items: center; background: #fff; padding: 14px 20px; border-radius: 10px; }
    button, .state { margin-left: auto; }
    .state { color: #2b8a3e; }
  `,
})
export class AppointmentsPage {
  visits = [
    { id: 1, patient: 'Jonas Weber', reason: 'Knee', time: '09:00', isConfirmed: true },
    { id: 2, patient: 'Aylin Kaya', reason: 'Vaccination', time: '09:30', isConfirmed: false },
    { id: 3, patient: 'Petra Novak', reason: 'Check-up', time: '10:15', isConfirmed: false },
  ];

  confirm(id: number): void {
    this.visits = this.visits.map((visit) => (visit.id === id ? { ...visit, isConfirmed: true } : visit));
  }
}
