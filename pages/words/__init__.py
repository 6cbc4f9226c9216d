"""What the screens say, one module per page: `WORDS = {code: (中文, English)}`; codes begin with the page's name."""
