export function GET(request) {
  const nights = Number(new URL(request.url).searchParams.get("nights"));
  return Response.json({ free: nights <= 5 });
}
