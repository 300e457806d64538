public record Book(string Title, int Year);
