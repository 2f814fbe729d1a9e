"""What has been proposed, said and undertaken in the reform of the Danish public sector."""

__version__ = "0.1.0"
