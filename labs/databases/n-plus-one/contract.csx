public record Receipt(int OrderId, string Customer, List<string> Articles, int TotalCents);
