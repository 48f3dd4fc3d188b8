"""What each chapter is made of: one module a chapter, named as its template names it."""
