import Link from "next/link";
import "./globals.css";

export const metadata = { title: "Three Trees Guesthouse" };

export default function RootLayout({ children }) {
  return (
    <html lang="en">
      <body>
        <header>
          <Link href="/" className="brand">
            Three Trees
          </Link>
          <nav>
            <Link href="/rooms">Rooms</Link>
            <Link href="/contact">Contact</Link>
          </nav>
        </header>
        <main>{children}</main>
        <footer>Breakfast from seven. Dogs welcome.</footer>
      </body>
    </html>
  );
}
