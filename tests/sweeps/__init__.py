"""Made pages in every form in which councils print projects, and what is read of them: `make test-forms`.

Forms, noises and disguises are data with names; `values/` has the words of each language. A page is a form in a
language with a number, and the same page each time.
"""
