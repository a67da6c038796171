import { ChangeDetectorRef, Component, inject } from '@angular/core';
import { FormBuilder, ReactiveFormsModule, Validators } from '@angular/forms';

@Component({
  selector: 'app-book-page',
  imports: [ReactiveFormsModule],
  templateUrl: './book-page.html',
  styles: `
    form { background: #fff; padding: 24px; border-radius: 12px; display: grid; gap: 16px; max-width: 420px; }
    label { display: grid; gap: 4px; }
  `,
})
export class BookPage {
  private readonly changes = inject(ChangeDetectorRef);
  readonly form = inject(FormBuilder).nonNullable.group({
    patient: ['', Validators.required],
    reason: ['checkup'],
  });
  answer = '';

  book(): void {
    this.answer = this.form.valid ? `Booked for ${this.form.value.patient}.` : 'Please say who comes.';
    this.changes.markForCheck();
  }
}
