"""Claims: who said what. Extraction, review, quotations, speakers and claims."""
