select load_extension('@victim@/secret');
