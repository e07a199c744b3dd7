"""What `yihu doctor` looks at; each check answers the findings it made, none where all is well."""
